import type { HoldingView } from '../../api-types.ts';
import { clockTime, formatNumber, shortTime } from '../../format.ts';
import { useSensor } from '../../hooks/use-sensor.ts';
import { useSpeech } from '../../i18n/speech.ts';

const HOUR = 3_600_000;
/** Share of an hour that must have readings before its levels are told. */
const COMPLETE = 0.75;
/** With fewer readings L10 and L90 would be the single loudest and quietest. */
const LEAST = 10;

/** The newest whole hour: its LAeq and the levels exceeded for a tenth, half and nine tenths of it. */
export function NewestHour({ kit, holding }: { kit: string; holding: HoldingView }) {
  const { say, lang } = useSpeech();
  const sensor = useSensor(kit, holding);
  const hour = sensor?.hours.findLast(({ completeness, n }) => completeness >= COMPLETE && n >= LEAST);
  if (hour === undefined || hour.mean === null) return null;
  const { mean, p10, p50, p90 } = hour;
  if (p10 === null || p50 === null || p90 === null) return null;
  const start = Date.parse(hour.hour);
  const level = (value: number) => formatNumber(value, 1, lang);
  // A level that is exceeded for 10 % of the time is the 90th percentile of the levels.
  const levels = { laeq: level(mean), l10: level(p90), l50: level(p50), l90: level(p10) };
  const times = { from: shortTime(start, lang), to: clockTime(start + HOUR, lang) };
  return <p class="noise-hour">{say('noise_hour', { ...levels, ...times })}</p>;
}
