import { createReadStream, existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../../app/reentry/upload.ts';
import { kitFieldsSchema } from '../../domain/kit.ts';
import type { ComparisonView } from '../../open-data/schemas/comparison.ts';
import { DATASETS } from '../analysis/archives.ts';
import { openTestHouse, type TestHouse } from './house.ts';

const SENSOR = 'sensor-community/2018-12_sds011_sensor_8554.csv';
const STATION = 'reference-aberdeen/aberdeen-union-street-roadside.csv';

describe.skipIf(!existsSync(DATASETS))('Union Street and sensor 8554, taken in as files', () => {
  let open: TestHouse;

  async function send(kit: string, path: string) {
    const bytes = createReadStream(new URL(path, DATASETS)) as AsyncIterable<Buffer>;
    const done = await upload(open.house, { kit, file: path.split('/').at(-1) ?? '', bytes, dry: false });
    if (typeof done === 'string') throw new Error(done);
    return done;
  }

  async function compared(query: Record<string, string>): Promise<ComparisonView> {
    const all = { kit: 'sensor-8554', station: 'union-street', phenomenon: 'pm2_5', ...query };
    const answer = await open.api.inject(`/api/v1/comparisons?${new URLSearchParams(all)}`);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  }

  beforeAll(async () => {
    open = await openTestHouse();
    const position = { lat: 57.1445, lon: -2.1061 };
    await open.station({ id: 'union-street', name: 'Union Street Roadside', position, precision: 0 });
    const fields = {
      name: 'Sensor 8554',
      model: 'airrohr-sds011-dht22',
      position: { lat: 57.146, lon: -2.114 },
    };
    await open.house.registry.register(kitFieldsSchema.parse({ ...fields, precision: 0 }), {
      id: 'sensor-8554',
    });
    await send('union-street', STATION);
    await send('sensor-8554', SENSOR);
    await open.house.ingest.settled();
  });
  afterAll(() => open.close());

  const rounded = ({ reports }: ComparisonView) => {
    const { n = 0, r = 0, slope = 0, bias = 0, rmse = 0 } = reports[0]?.agreement ?? {};
    return [n, ...[r, slope, bias, rmse].map((figure) => figure.toFixed(4))];
  };

  it('gives the 610 pairs and the r = 0.66 of the files themselves, where every hour with a reading counts', async () => {
    const found = await compared({ completeness: '0' });
    expect(rounded(found)).toEqual([610, '0.6624', '0.5769', '-2.2101', '5.4569']);
    expect(found.station).toMatchObject({ hours: 743, whole: 743, badHours: 0 });
    expect(found.reports[0]?.targets.hourly.map(({ metric, met }) => [metric, met])).toEqual([
      ['slope', false],
      ['intercept', true],
      ['r2', false],
      ['rmse', true],
      ['nrmse', false],
    ]);
  });

  it('makes 524 pairs where an hour needs three quarters of what the kit gave in the week before it', async () => {
    const found = await compared({});
    expect(rounded(found)).toEqual([524, '0.6282', '0.5458', '-1.9521', '5.1281']);
    expect(found).toMatchObject({
      from: '2018-12-01T00:00:00.000Z',
      to: '2019-01-01T00:00:00.000Z',
      distance: 505,
    });
  });

  it('says that no corrected value is there without the humidity of the same kit', async () => {
    const { reports, correction, pairs } = await compared({});
    expect(reports.map(({ basis }) => basis)).toEqual(['raw']);
    expect(correction.id).toBe('kappa-koehler@2018-k0.4-rh95');
    expect(pairs.every(([, , , corrected]) => corrected === null)).toBe(true);
  });
});
