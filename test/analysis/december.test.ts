import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge, rulesIn } from '../../analysis/quality/judge.ts';
import { levelOf } from '../../analysis/quality/level.ts';
import { sensorFactsOf } from '../../analysis/quality/sensors.ts';
import { SENSOR_COMMUNITY } from '../../protocols/airrohr/archive.ts';
import { DATASETS, seriesOf } from './archives.ts';

describe.skipIf(!existsSync(DATASETS))('two SDS011 of Sensor.Community, December 2018', () => {
  it.each([
    ['7789', 'pm10', 17_918, 202],
    ['7789', 'pm2_5', 17_918, 42],
    ['8554', 'pm10', 12_759, 195],
    ['8554', 'pm2_5', 12_759, 154],
  ])('sensor %s, %s: of %i values %i are spikes, the others good', async (sensor, phenomenon, n, spikes) => {
    const found = await seriesOf(SENSOR_COMMUNITY, `sensor-community/2018-12_sds011_sensor_${sensor}.csv`);
    const series = found.get(`${sensor}/${phenomenon}`) ?? { times: [], values: [] };
    const facts = sensorFactsOf('airrohr-sds011-dht22', phenomenon);
    const { levels, rules } = judge(series, { phenomenon, facts });
    expect(levels).toHaveLength(n);
    expect([...levels].filter((level) => levelOf(level) === 'suspect')).toHaveLength(spikes);
    expect([...levels].filter((level) => levelOf(level) === 'good')).toHaveLength(n - spikes);
    expect(new Set([...rules].flatMap(rulesIn))).toEqual(new Set(['spike']));
  });
});
