import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { createSecureContext, createServer, type SecureContextOptions, type TLSSocket } from 'node:tls';
import type { Entrance } from './entrance.ts';
import type { BrokerLog } from './log.ts';
import { listenTcp } from './tcp.ts';

/** Files in PEM that a TLS listener stands on. */
export interface TlsFiles {
  /** Certificate, followed by its chain. */
  readonly cert: string;
  readonly key: string;
  /** Authorities whose certificates name kits; without it no certificate is asked for. */
  readonly ca?: string | undefined;
}

interface TlsOptions {
  readonly host: string;
  readonly port: number;
  readonly files: TlsFiles;
  readonly entrance: Entrance;
  readonly log: BrokerLog;
  /** How often the files are looked at, ms. */
  readonly watchMs: number;
}

/** A TLS listener that runs. */
export interface TlsListener {
  readonly server: Server;
  /** Reads the files again, for connections to come. False where they cannot be used: the old ones stay. */
  reload(): boolean;
  /** Looks at the files no more. */
  unwatch(): void;
}

/** What the files hold, tried out. Throws where one cannot be read, or key and certificate do not belong together. */
function load({ cert, key, ca }: TlsFiles): SecureContextOptions {
  const options: SecureContextOptions = {
    cert: readFileSync(cert),
    key: readFileSync(key),
    ...(ca === undefined ? {} : { ca: readFileSync(ca) }),
    minVersion: 'TLSv1.2',
  };
  createSecureContext(options);
  return options;
}

/** What the files hold at the start. Throws in words, with code `TLS_FILES`. */
function loadFirst(files: TlsFiles): SecureContextOptions {
  try {
    return load(files);
  } catch (error) {
    const words = `The TLS listener cannot use ${Object.values(files).filter(Boolean).join(', ')}: ${String(error)}`;
    throw Object.assign(new Error(words), { code: 'TLS_FILES' });
  }
}

/** The name in a client's certificate; undefined where it showed none, null where what it showed does not count. */
function certifiedName(socket: TLSSocket): string | undefined | null {
  const certificate = socket.getPeerCertificate();
  if (certificate === null || Object.keys(certificate).length === 0) return undefined;
  const name: unknown = certificate.subject?.CN;
  return socket.authorized && typeof name === 'string' && name !== '' ? name : null;
}

/** The TCP connection below a TLS one, which Node does not tell. */
function carriers() {
  const below = new Map<string, Socket>();
  const key = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;
  return {
    add(socket: Socket) {
      const known = key(socket);
      below.set(known, socket);
      socket.once('close', () => below.delete(known));
    },
    of: (socket: TLSSocket) => below.get(key(socket)),
  };
}

/** Starts a TLS listener. Rejects when the port cannot be had or the files cannot be used. */
export async function listenTls(options: TlsOptions): Promise<TlsListener> {
  const { files, entrance, log } = options;
  const context = loadFirst(files);
  const asks = files.ca !== undefined;
  const below = carriers();
  const tls = createServer({
    ...context,
    requestCert: asks,
    rejectUnauthorized: false,
    handshakeTimeout: entrance.limits.connectTimeoutMs,
  });
  tls.on('tlsClientError', (_, socket) => entrance.refuse(socket));
  tls.on('secureConnection', (socket) => {
    const certificate = asks ? certifiedName(socket) : undefined;
    const address = socket.remoteAddress;
    if (certificate === null || address === undefined) entrance.refuse(socket);
    else entrance.adopt(socket, { listener: 'kits', address, certificate }, below.of(socket));
  });
  // Connections are counted before the handshake, which costs a thousand times what refusing one does.
  const server = await listenTcp(options, (socket) => {
    if (!entrance.admits(socket, socket.remoteAddress)) return;
    entrance.awaitHandshake(socket);
    below.add(socket);
    tls.emit('connection', socket);
  });
  const reload = () => {
    try {
      tls.setSecureContext(load(files));
      log.info({ cert: files.cert }, 'certificates read');
      return true;
    } catch (error) {
      log.warn({ error, cert: files.cert }, 'certificates not changed: the files cannot be used');
      return false;
    }
  };
  const watched = [files.cert, files.key, ...(files.ca === undefined ? [] : [files.ca])];
  for (const path of watched) watchFile(path, { interval: options.watchMs, persistent: false }, reload);
  return {
    server,
    reload,
    unwatch: () => {
      for (const path of watched) unwatchFile(path, reload);
    },
  };
}
