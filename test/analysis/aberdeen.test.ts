import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { coLocationOf } from '../../analysis/comparison/report.ts';
import type { Series } from '../../analysis/quality/series.ts';
import { SENSOR_COMMUNITY } from '../../protocols/airrohr/archive.ts';
import { DATASETS, seriesOf, unionStreet } from './archives.ts';

const ANY = { by: 'hour', completeness: 0 } as const;

describe.skipIf(!existsSync(DATASETS))('sensor 8554 beside Union Street, December 2018', () => {
  let sensor: Series = { times: [], values: [] };

  beforeAll(async () => {
    const found = await seriesOf(SENSOR_COMMUNITY, 'sensor-community/2018-12_sds011_sensor_8554.csv');
    sensor = found.get('8554/pm2_5') ?? sensor;
  });

  function report(labels: 'begins' | 'ends', pairing: Parameters<typeof coLocationOf>[1]) {
    return coLocationOf({ phenomenon: 'pm2_5', reference: unionStreet('PM2.5', labels), sensor }, pairing);
  }

  it('makes 610 hourly pairs with r = 0.66 from every hour that has a reading, labels taken for beginnings', () => {
    const { agreement } = report('begins', ANY);
    expect(agreement?.n).toBe(610);
    expect(agreement?.r.toFixed(4)).toBe('0.6624');
  });

  it('makes 504 pairs of hours that are three quarters complete, r = 0.63', () => {
    const { agreement, completeness } = report('begins', undefined);
    expect(agreement?.n).toBe(504);
    expect(agreement?.r.toFixed(4)).toBe('0.6278');
    expect(completeness.toFixed(3)).toBe('0.678');
  });

  it('agrees better where labels are taken for the ends of hours: r = 0.73 and, of complete hours, 0.70', () => {
    expect(report('ends', ANY).agreement?.r.toFixed(4)).toBe('0.7317');
    const { agreement, targets, indicative } = report('ends', undefined);
    expect(agreement).toMatchObject({ n: 504 });
    const { r = 0, slope = 0, intercept = 0, bias = 0, rmse = 0, nrmse = 0 } = agreement ?? {};
    expect([r, slope, intercept, bias, rmse, nrmse].map((figure) => figure.toFixed(3))).toEqual([
      ...['0.697', '0.606', '1.135', '-1.933', '4.732', '0.608'],
    ]);
    expect(targets.daily.filter(({ met }) => met).map(({ metric }) => metric)).toEqual(['intercept', 'rmse']);
    expect(indicative.map(({ found, met }) => [found?.absolute.toFixed(1), met])).toEqual([['9.4', false]]);
  });
});
