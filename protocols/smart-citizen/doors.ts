import type { Answer, Door } from '../contract.ts';
import { DATA_HEADER, VERSION_HEADER } from './legacy.ts';

const DONE = { id: 'ok', message: 'Data successfully added to ingestion queue', url: '', errors: '' };

/** The time, as kits 1.0 and 1.1 set their clocks by it: `UTC:2026,3,1,12,00,00#`. */
function clock(): Answer {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  const date = [now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate()];
  const time = [now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds()].map(two);
  return { status: 200, type: 'application/json', body: `UTC:${[...date, ...time].join(',')}#` };
}

function legacyDoor(path: string): Door {
  return { method: 'PUT', path, limitBytes: 1024, headers: [DATA_HEADER, VERSION_HEADER], answer: clock };
}

/** The doors of the platform's API that take readings. */
export const SMART_CITIZEN_DOORS: readonly Door[] = [
  {
    method: 'POST',
    path: '/v0/devices/:id/readings',
    limitBytes: 524_288,
    headers: [],
    tokens: [{ in: 'header', name: 'authorization', scheme: 'Bearer' }],
    answer: () => ({ status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(DONE) }),
  },
  legacyDoor('/v0/add'),
  legacyDoor('/add'),
];
