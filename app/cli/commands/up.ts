import { Command } from 'commander';
import type { Server } from '../../server.ts';
import { EXIT } from '../exit-codes.ts';
import { printJson, printLines, say } from '../output.ts';
import { settings } from '../settings.ts';
import { Stop } from '../stop.ts';

function screen(server: Server, data: string): string[] {
  return [
    '',
    '  Superilla is up.',
    '',
    `  Pages      ${server.http}/`,
    `  API        ${server.http}/docs`,
    `  MQTT       ${server.mqtt}`,
    ...(server.openMqtt === undefined ? [] : [`  MQTT open  ${server.openMqtt} (no credential asked)`]),
    ...(server.mqttTls === undefined ? [] : [`  MQTT TLS   ${server.mqttTls}`]),
    `  Data       ${data}`,
    ...(server.demo === 'on'
      ? [
          '',
          '  What you see is a demonstration: simulated kits, marked as such.',
          '  It ends when the first real kit is registered.',
        ]
      : []),
    '',
    '  Next: npx superilla kit register --name "My balcony"',
    '  Stop with Ctrl+C.',
    '',
  ];
}

function tellAdministrator(token: string): void {
  say(`The administrator's token, shown only now (it is stored hashed): ${token}`);
}

/** Words for what commonly keeps a server from starting; undefined for anything else. */
function startTrouble(error: unknown): string | undefined {
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use on ${address}. Set SUPERILLA_HTTP_PORT or SUPERILLA_MQTT_PORT to another one (0 picks a free one).`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be opened by this user. Choose one from 1024 up.`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine does not have the address ${address}. Set SUPERILLA_HOST to one it has.`;
  if (code === 'TLS_FILES') return (error as Error).message;
  if (code === 'EACCES' || code === 'EROFS') return `The data folder cannot be written: ${String(error)}`;
  return undefined;
}

async function start(command: Command, lan: boolean): Promise<void> {
  const config = settings(command, lan ? { SUPERILLA_HOST: '0.0.0.0' } : {});
  // Nobody else on the machine reads what the house writes.
  process.umask(0o077);
  const { default: pino } = await import('pino');
  const log = pino({ level: config.SUPERILLA_LOG }, pino.destination({ dest: 2, sync: true }));
  // Loaded here, so that no other command waits for the rooms to load.
  const { startServer } = await import('../../server.ts');
  const server = await startServer(config, log).catch((error: unknown) => {
    const words = startTrouble(error);
    throw words === undefined ? error : new Stop(words, EXIT.fault);
  });
  if ('pid' in server)
    throw new Stop(`Process ${server.pid} already runs on ${config.SUPERILLA_DATA}.`, EXIT.locked);
  if (server.administrator !== undefined) tellAdministrator(server.administrator);
  if (process.stdout.isTTY) printLines(screen(server, config.SUPERILLA_DATA));
  else
    printJson({
      ready: true,
      http: server.http,
      mqtt: server.mqtt,
      ...(server.openMqtt === undefined ? {} : { openMqtt: server.openMqtt }),
      ...(server.mqttTls === undefined ? {} : { mqttTls: server.mqttTls }),
    });
  // Without certificates to read again, SIGHUP ends the program as it does by default.
  if (server.mqttTls !== undefined) process.on('SIGHUP', () => server.reloadCertificates());
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  // A second signal ends it at once: the journal has what was acknowledged.
  process.once('SIGINT', () => process.exit(EXIT.fault));
  await server.close();
}

/** `superilla up`: starts broker, ingest, API and pages, and stays until it is told to stop. */
export function upCommand(): Command {
  return new Command('up')
    .description(
      'start the server: MQTT broker, API, pages, and the demonstration while no real kit is registered',
    )
    .option('--lan', 'listen on all addresses of this machine, so that kits on the network reach it')
    .action(async (options: { lan?: boolean }, command: Command) => {
      await start(command, options.lan === true);
      process.exit(process.exitCode ?? EXIT.ok);
    });
}
