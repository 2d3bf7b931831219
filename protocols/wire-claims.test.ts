import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from './cases.ts';
import { ARCHIVES, PROTOCOLS } from './catalogue.ts';
import { CLAIMS, type Claim, type Delivery } from './wire-claims.test-kit.ts';

const SAMPLES = fileURLToPath(new URL('../../shared/wire-samples/', import.meta.url));

/** Every sample by its path. */
const files = existsSync(SAMPLES)
  ? readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(SAMPLES, `${entry.parentPath}/${entry.name}`))
      .sort()
  : [];

function claimOf(file: string): Claim | undefined {
  return CLAIMS.find((claim) => claim.files.test(file));
}

const CLAIMED = files.map((file) => ({ file, claim: claimOf(file) }));
const MESSAGES = CLAIMED.flatMap(({ file, claim }) =>
  claim !== undefined && 'by' in claim ? [{ file, ...claim }] : [],
);
const ARCHIVED = CLAIMED.flatMap(({ file, claim }) =>
  claim !== undefined && 'archive' in claim ? [{ file, archive: claim.archive }] : [],
);

function envelope({ headers = {}, ...delivery }: Delivery) {
  return envelopeOf({ transports: [] }, { headers, ...delivery });
}

describe.skipIf(files.length === 0)('the samples of the wire formats', () => {
  it('all have a row that says who reads them, or why nobody does', () => {
    expect(CLAIMED.filter(({ claim }) => claim === undefined).map(({ file }) => file)).toEqual([]);
  });

  it.each(MESSAGES)('$file is read by $by alone', ({ file, by, deliver, silent }) => {
    const deliveries = deliver(readFileSync(SAMPLES + file));
    expect(deliveries.length).toBeGreaterThan(0);
    let found = 0;
    for (const delivery of deliveries) {
      const message = envelope(delivery);
      const claims = PROTOCOLS.filter((one) => one.registeredOnly !== true && one.recognises(message));
      expect(
        claims.map(({ id }) => id),
        delivery.topic,
      ).toEqual([by]);
      const decoded = claims[0]?.decode(message, { timeZone: 'UTC' });
      if (silent !== true) expect(decoded?.refused, delivery.payload.toString()).toEqual([]);
      found += decoded?.found.length ?? 0;
    }
    expect(found > 0).toBe(silent !== true);
  });

  it.each(ARCHIVED)('$file is read by the archive $archive alone', async ({ file, archive }) => {
    const head = readFileSync(SAMPLES + file, 'utf8').slice(0, 2000);
    const readers = ARCHIVES.filter((one) => one.recognises(head));
    expect(readers.map(({ id }) => id)).toEqual([archive]);
    let readings = 0;
    for await (const row of readers[0]?.read(createReadStream(SAMPLES + file), { file }) ?? [])
      readings += row.readings.length;
    expect(readings).toBeGreaterThan(0);
  });
});
