import { InfluxClient } from './client.ts';
import { failure, InfluxError } from './failure.ts';
import type { InfluxServer } from './options.ts';

/** What stands in the way of using a server: what it is, and how it is mended. */
export interface InfluxObstacle {
  readonly words: string;
  readonly advice: string;
}

/** What a server says it is, such as `1.6.7` or `v2.7.1`. */
async function versionOf({ url }: InfluxServer, timeoutMs: number): Promise<string> {
  try {
    const answer = await fetch(`${url.replace(/\/+$/, '')}/ping`, { signal: AbortSignal.timeout(timeoutMs) });
    await answer.arrayBuffer();
    return answer.headers.get('x-influxdb-version') ?? '';
  } catch (error) {
    throw failure(error);
  }
}

function adviceFor({ status }: InfluxError, { version, bucket }: InfluxServer): string {
  if (status === 0)
    return 'Start the server, or set SUPERILLA_INFLUX_URL to where it is; kits are heard all the same once it was there.';
  if (status === 401)
    return 'Set SUPERILLA_INFLUX_TOKEN, or with InfluxDB 1.x SUPERILLA_INFLUX_USER and _PASSWORD, to what the server knows.';
  if (status === 403) return `Give the token or user the right to read and write ${bucket}.`;
  if (status === 404 && version === '2')
    return `Make the bucket: influx bucket create --name ${bucket}; or set SUPERILLA_INFLUX_BUCKET and _ORG.`;
  return 'Look at the log of the server.';
}

/**
 * Looks at a server without changing anything: what it is, whether it lets us in, whether the bucket is there. Gives its
 * version, or what is wrong. A database of 1.x that is not there is made when the store opens.
 */
export async function probeInflux(server: InfluxServer, timeoutMs = 5000): Promise<string | InfluxObstacle> {
  try {
    const version = await versionOf(server, timeoutMs);
    const isFirst = /^v?1\./.test(version);
    if (isFirst !== (server.version === '1') && version !== '') {
      const right = isFirst ? '1' : '2';
      return { words: `the server is ${version}`, advice: `Set SUPERILLA_INFLUX_VERSION=${right}.` };
    }
    await new InfluxClient(server, timeoutMs).all('SHOW MEASUREMENTS LIMIT 1').catch((error: unknown) => {
      const willBeMade = error instanceof InfluxError && error.status === 404 && server.version === '1';
      if (!willBeMade) throw error;
    });
    return version;
  } catch (error) {
    const trouble = failure(error);
    return { words: trouble.message, advice: adviceFor(trouble, server) };
  }
}
