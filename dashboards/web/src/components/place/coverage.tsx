import { formatNumber, shortTime } from '../../format.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { PlaceSummary } from './types.ts';

const HOUR = 3_600_000;

/** Which hour it is of, and how many kits speak for how much ground. */
export function Coverage({ summary }: { summary: PlaceSummary }) {
  const { say, count, lang } = useSpeech();
  const { registered, heard, official, indoor } = summary.kits;
  const { areaKm2 } = summary.place;
  const start = Date.parse(summary.hour);
  const area = formatNumber(areaKm2, areaKm2 < 10 ? 2 : 0, lang);
  return (
    <>
      <p class="summary">
        {registered === 0 ? say('place_none') : count('place_coverage', registered, { heard })}{' '}
        {areaKm2 > 0 && say('place_area', { area })}
      </p>
      <p class="hint">
        {say('place_hour', { from: shortTime(start, lang), to: shortTime(start + HOUR, lang) })}{' '}
        {official > 0 && count('place_official', official)} {indoor > 0 && count('place_indoor', indoor)}
      </p>
    </>
  );
}
