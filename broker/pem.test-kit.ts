import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether certificates can be made here. */
export const HAS_OPENSSL = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Files of one certificate. */
export interface Pem {
  readonly cert: string;
  readonly key: string;
}

/** A folder in which certificates are made by `openssl`. */
export interface PemFolder {
  /** A certificate that signs itself, and may sign others. */
  authority(name: string): Pem;
  /** A certificate with this common name, signed by an authority. */
  signed(commonName: string, by: Pem): Pem;
  end(): void;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Opens an empty folder for certificates. */
export function pemFolder(): PemFolder {
  const folder = mkdtempSync(join(tmpdir(), 'superilla-pem-'));
  let made = 0;
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const paths = (): Pem & { request: string; extensions: string } => {
    made += 1;
    const base = join(folder, String(made));
    return { cert: `${base}.crt`, key: `${base}.key`, request: `${base}.csr`, extensions: `${base}.ext` };
  };
  return {
    authority(name) {
      const { cert, key } = paths();
      openssl('req', '-x509', ...KEY, '-keyout', key, '-out', cert, '-days', '2', '-subj', `/CN=${name}`);
      return { cert, key };
    },
    signed(commonName, by) {
      const { cert, key, request, extensions } = paths();
      writeFileSync(extensions, 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
      openssl('req', ...KEY, '-keyout', key, '-out', request, '-subj', `/CN=${commonName}`);
      const signing = ['-CA', by.cert, '-CAkey', by.key, '-CAcreateserial', '-days', '2'];
      openssl('x509', '-req', '-in', request, ...signing, '-extfile', extensions, '-out', cert);
      return { cert, key };
    },
    end: () => rmSync(folder, { recursive: true }),
  };
}

/** Puts the certificate and key of one pair in the place of another's. */
export function replacePem(place: Pem, by: Pem): void {
  writeFileSync(place.key, readFileSync(by.key));
  writeFileSync(place.cert, readFileSync(by.cert));
}
