import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';
import type { Entrance } from './entrance.ts';

/** The path of MQTT on the HTTP port. */
const PATH = '/mqtt';
const SUBPROTOCOL = 'mqtt';
/** WebSocket close code of a frame type that is not taken (RFC 6455 section 7.4.1). */
const UNSUPPORTED_DATA = 1003;
/** Bytes written and not taken by the client at which its pings are not answered any more. */
const PONG_BACKLOG = 65_536;

/** Chunks corked together go out as one message. */
function gathered(socket: WebSocket) {
  return (chunks: { chunk: Buffer }[], done: (error?: Error | null) => void) =>
    socket.send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
}

function begin(socket: WebSocket, way: { entrance: Entrance; address: string; carrier: Duplex }): void {
  const { entrance, address, carrier } = way;
  // [MQTT-6.0.0-1]: MQTT comes in binary frames only.
  socket.on('message', (_, isBinary) => {
    if (!isBinary) socket.close(UNSUPPORTED_DATA, 'binary frames only');
  });
  // Pings of one who reads nothing would fill memory with pongs.
  socket.on('ping', (data) => {
    if (socket.bufferedAmount < PONG_BACKLOG) socket.pong(data);
    else socket.terminate();
  });
  const stream = createWebSocketStream(socket, { writev: gathered(socket) });
  entrance.adopt(stream, { listener: 'kits', address }, carrier);
}

/**
 * MQTT over WebSocket (MQTT 3.1.1 section 6), for requests that an HTTP server hands over. Any origin may connect: a browser
 * sends no credential by itself, and the one in the CONNECT decides.
 */
export function webSocketDoor(
  entrance: Entrance,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload: entrance.limits.maxWebSocketMessageBytes,
    handleProtocols: () => SUBPROTOCOL,
  });
  return (request, socket, head) => {
    const [path] = (request.url ?? '').split('?');
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (path !== PATH || !offered.includes(SUBPROTOCOL)) {
      const status = path === PATH ? '400 Bad Request' : '404 Not Found';
      socket
        .on('error', () => {})
        .end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const address = request.socket.remoteAddress;
    if (!entrance.admits(socket, address)) return;
    entrance.awaitHandshake(socket);
    server.handleUpgrade(request, socket, head, (client) =>
      begin(client, { entrance, address, carrier: socket }),
    );
  };
}
