import type { MirrorState } from '../../ingest/mirror-contract.ts';
import { clientOf } from '../cli/client.ts';
import type { Holder } from '../lock.ts';
import { mirrorNotes } from '../mirror-notes.ts';
import type { Running } from '../running.ts';
import type { Finding } from './examine.ts';

interface Status {
  readonly trouble: string | null;
  readonly accounts: { readonly received: number; readonly stored: number; readonly pending: number };
  readonly kits: number;
  readonly connections: number;
  readonly mirror: MirrorState | null;
}

function mirrorFindings(mirror: MirrorState | null): Finding[] {
  if (mirror === null) return [];
  const about = 'Mirror';
  const notes = mirrorNotes(mirror);
  if (notes.length === 0)
    return [{ about, state: 'good', words: `${mirror.lagFrames} messages on their way` }];
  const advice =
    mirror.behind === undefined
      ? 'Mend the server; it goes on by itself.'
      : 'superilla move --from duckdb --to influx';
  return [{ about, state: 'note', words: notes.join('; '), advice }];
}

/** Asks the running server how it is. */
export async function examineServer(holder: Holder, running: Running | undefined): Promise<Finding[]> {
  const about = 'Server';
  if (running === undefined || running.pid !== holder.pid)
    return [
      {
        about,
        state: 'bad',
        words: `process ${holder.pid} holds the data folder and has not said that it is ready`,
        advice: 'Wait a moment; if it stays so, look at its log and restart it.',
      },
    ];
  try {
    const status = await clientOf(running.socket, async () => {}).call<Status>('GET', '/admin/status');
    const { received, stored, pending } = status.accounts;
    const words = `runs as process ${running.pid} at ${running.http ?? 'no HTTP'} and ${running.mqtt ?? 'no MQTT'}`;
    return [
      { about, state: 'good', words },
      status.trouble === null
        ? {
            about: 'Ingest',
            state: 'good',
            words: `${received} readings received since start, ${stored} stored, ${pending} on their way; ${status.kits} kits, ${status.connections} MQTT connections`,
          }
        : {
            about: 'Ingest',
            state: 'bad',
            words: `messages are not taken: ${status.trouble}`,
            advice: 'Mend the cause; it goes on by itself, and nothing acknowledged is lost.',
          },
      ...mirrorFindings(status.mirror),
    ];
  } catch (error) {
    return [
      {
        about,
        state: 'bad',
        words: `process ${holder.pid} does not answer on ${running.socket}: ${String(error)}`,
        advice: 'Restart it; what was acknowledged is in the journal.',
      },
    ];
  }
}
