import { type Uncertainty, uncertaintyFor } from '../../analysis/comparison/uncertainty.ts';
import { corrected, wantsHumidity } from '../../analysis/corrections/apply.ts';
import type { Bucket } from '../../stores/contract.ts';
import { type ChosenCorrection, correctionFor, correctionName } from './correction-for.ts';
import { EXPECTED_OVER, expectedCounts } from './expected.ts';
import type { HourRecord, HoursPorts, HoursQuery } from './hour-record.ts';
import { type HumidityAt, type HumiditySource, humidityOf } from './humidity.ts';
import { type SensorHours, sensorHours } from './sensor-hours.ts';
import { type Trusted, trustedHours } from './trusted.ts';

interface ChosenHours extends SensorHours {
  readonly chosen: ChosenCorrection;
}

/** What gives ± of a sensor's values. A trend has none, nor has an official station, whose network knows it. */
function uncertaintyOf({ kit, phenomenon, chosen }: ChosenHours): (value: number) => Uncertainty | undefined {
  if (kit.official || chosen.correction?.method.kind === 'trend_only') return () => undefined;
  const { pairs = 0, rmse, station = '' } = chosen.declared?.coLocation ?? {};
  const model = chosen.otherPart ? undefined : kit.model;
  if (rmse === undefined) return uncertaintyFor({ phenomenon, model });
  const source = `${pairs} pairs beside ${station}`;
  const uncertain = uncertaintyFor({ phenomenon, agreement: { n: pairs, rmse } });
  return (value) => {
    const found = uncertain(value);
    return found && { ...found, source };
  };
}

/** The share of an hour that is covered by readings that are not bad. */
function completenessOf(sensor: ChosenHours, { n, bad }: Bucket, expected: number): number {
  if (sensor.kit.official) return n > bad ? 1 : 0;
  return Math.min(1, (n - bad) / expected);
}

function recordOf(
  sensor: ChosenHours,
  bucket: Bucket,
  facts: {
    readonly name: string | null;
    readonly uncertain: (value: number) => Uncertainty | undefined;
    readonly trusted: Trusted;
    readonly expected: number;
    readonly humidity: number | undefined;
  },
): HourRecord {
  const { kit, channel, chosen } = sensor;
  const { mean, min, max, p10, p50, p90 } = facts.trusted;
  const { correction } = chosen;
  const value = correction && corrected(correction.method, mean, facts.humidity);
  // Without spreads: there are thousands of them in an answer.
  return {
    kit: kit.id,
    channel,
    hour: bucket.time,
    n: bucket.n,
    completeness: completenessOf(sensor, bucket, facts.expected),
    mean,
    min,
    max,
    p10,
    p50,
    p90,
    bad: bucket.bad,
    suspect: bucket.suspect,
    corrected: value ?? null,
    correction: facts.name,
    uncertainty: Number.isFinite(value ?? mean) ? (facts.uncertain(value ?? mean) ?? null) : null,
  };
}

async function recordsOf(
  ports: HoursPorts,
  sensor: ChosenHours,
  asked: { readonly from: number; readonly humidityAt: HumidityAt },
): Promise<HourRecord[]> {
  const { hours, channel, phenomenon } = sensor;
  const kit = sensor.kit.id;
  const expected = expectedCounts(hours);
  const first = hours.findIndex(({ time }) => time >= asked.from);
  if (first < 0) return [];
  const wanted = hours.slice(first);
  const { correction } = sensor.chosen;
  const name = correction === undefined ? null : correctionName(correction);
  const trusted = await trustedHours(ports, { kit, phenomenon }, wanted);
  const uncertain = uncertaintyOf(sensor);
  return wanted.map((bucket, i) =>
    recordOf(sensor, bucket, {
      name,
      uncertain,
      trusted: trusted(bucket),
      expected: expected[first + i] ?? bucket.n,
      humidity: asked.humidityAt(kit, channel, bucket.time),
    }),
  );
}

/**
 * The UTC hours of kits that have readings, each trusted, corrected and with its ±: ordered by kit as asked, channel and hour. Made
 * from roll-ups where there are some; hours with bad readings are read again. Values are never altered: `corrected` stands beside
 * `mean`. Kits that are not registered have none. Humidity is read from the same kits, unless whoever asks for several phenomena has it. Throws StoreBusyError as the store does.
 */
export async function hourRecords(
  ports: HoursPorts,
  query: HoursQuery,
  humidity: HumiditySource = (asked) => humidityOf(ports, asked),
): Promise<HourRecord[]> {
  const from = Math.ceil(query.from / 3_600_000) * 3_600_000;
  const sensors = (await sensorHours(ports, query, EXPECTED_OVER)).map((sensor): ChosenHours => {
    return { ...sensor, chosen: correctionFor(sensor.kit, sensor.phenomenon, sensor.channel) };
  });
  const dry = sensors.filter(({ chosen }) => chosen.correction && wantsHumidity(chosen.correction.method));
  const kits = [...new Set(dry.map(({ kit }) => kit.id))];
  const humidityAt = await humidity({ kits, from, to: query.to });
  const records: HourRecord[] = [];
  for (const sensor of sensors)
    for (const record of await recordsOf(ports, sensor, { from, humidityAt })) records.push(record);
  return records;
}
