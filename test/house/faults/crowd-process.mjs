import { connect } from 'node:net';
import mqttPacket from 'mqtt-packet';

/**
 * A crowd of kits as a process of its own, so that its work is not the test's. It is told by IPC: `begin` with the port,
 * the kits and their addresses; every connection then publishes one message, and one more after each return. After a
 * loss all come back within the time given, each after a wait of its own, and send again what was not acknowledged.
 */
let plan;
const counts = { connected: 0, acknowledged: 0, sent: 0, refused: 0, returns: 0 };
const members = [];

class Member {
  constructor(about) {
    this.about = about;
    this.value = about.value;
    this.wait = 0;
    this.next();
  }

  /** The next message, not sent yet. */
  next() {
    const { kit, value, time } = this.about;
    const body = { time: time + this.value - value, temperature: this.value };
    this.pending = { topic: `kits/${kit.id}/readings`, payload: Buffer.from(JSON.stringify(body)), tries: 0 };
  }

  open() {
    const { kit, clientId, address } = this.about;
    const parser = mqttPacket.parser();
    let isIn = false;
    const socket = connect({ port: plan.port, host: '127.0.0.1', localAddress: address });
    socket.setNoDelay(true);
    parser.on('packet', (packet) => {
      if (packet.cmd === 'connack') {
        isIn = packet.returnCode === 0;
        if (!isIn) counts.refused++;
        else this.enter();
      } else if (packet.cmd === 'puback') this.acknowledge();
    });
    socket.on('data', (bytes) => parser.parse(bytes));
    socket.on('error', () => {});
    socket.on('close', () => {
      if (isIn) counts.connected--;
      this.comeBack();
    });
    const credentials = { username: kit.username, password: Buffer.from(kit.password) };
    const about = {
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      keepalive: 60,
      clientId,
    };
    socket.write(mqttPacket.generate({ ...about, ...credentials }));
    this.socket = socket;
  }

  enter() {
    counts.connected++;
    this.wait = 0;
    if (this.pending === undefined) {
      counts.returns++;
      this.value += plan.step;
      this.next();
    }
    const { topic, payload } = this.pending;
    const dup = this.pending.tries++ > 0;
    if (!dup) counts.sent++;
    this.socket.write(
      mqttPacket.generate({ cmd: 'publish', qos: 1, messageId: 1, retain: false, topic, payload, dup }),
    );
  }

  acknowledge() {
    counts.acknowledged++;
    this.pending = undefined;
  }

  /** Full jitter: anywhere within a time that doubles, so that a crowd does not come back as one. */
  comeBack() {
    this.wait = Math.min(plan.longestWaitMs, Math.max(500, this.wait * 2));
    setTimeout(() => this.open(), Math.random() * this.wait);
  }
}

function begin(given) {
  plan = given;
  for (const about of plan.members) members.push(new Member(about));
  let n = 0;
  const timer = setInterval(() => {
    for (const member of members.slice(n, n + 100)) member.open();
    n += 100;
    if (n >= members.length) clearInterval(timer);
  }, 10);
}

process.on('message', (message) => {
  if (message.begin !== undefined) begin(message.begin);
  process.send({ counts });
});
