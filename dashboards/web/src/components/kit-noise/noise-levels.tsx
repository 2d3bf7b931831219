import { useSpeech } from '../../i18n/speech.ts';
import type { NoiseLevelsView, NoiseTime, NoiseView } from '../../trust-types.ts';
import { LevelCell } from './level-cell.tsx';

const TIMES: readonly NoiseTime[] = ['day', 'evening', 'night'];
/** The period that begins where another ends. */
const NEXT: Readonly<Record<NoiseTime, NoiseTime>> = { day: 'evening', evening: 'night', night: 'day' };

export interface NoiseLevelsProps {
  readonly periods: NoiseView['periods'];
  readonly yesterday: NoiseLevelsView | undefined;
  /** Of the last 30 days; undefined until they are there. */
  readonly month: NoiseLevelsView | undefined;
}

/** Levels of day, evening and night, and Lden: yesterday beside the last 30 days. */
export function NoiseLevels({ periods, yesterday, month }: NoiseLevelsProps) {
  const { say, lang } = useSpeech();
  const clock = (hour: number) => say('noise_clock', { hour });
  return (
    <table class="noise-table">
      <caption>{say('noise_caption', { periods: periods.names[lang] })}</caption>
      <thead>
        <tr>
          <th scope="col">{say('noise_period')}</th>
          <th scope="col">{say('noise_yesterday')}</th>
          <th scope="col">{say('noise_month')}</th>
        </tr>
      </thead>
      <tbody>
        {TIMES.map((time) => (
          <tr key={time} data-period={time}>
            <th scope="row">
              {say(`noise_${time}`)}{' '}
              <span class="quiet">{`${clock(periods.from[time])}–${clock(periods.from[NEXT[time]])}`}</span>
            </th>
            {yesterday === undefined ? <td>–</td> : <LevelCell level={yesterday[time]} />}
            {month === undefined ? <td>…</td> : <LevelCell level={month[time]} />}
          </tr>
        ))}
        <tr data-period="lden">
          <th scope="row">
            {say('noise_lden')} <span class="quiet">{say('noise_lden_words')}</span>
          </th>
          {yesterday === undefined ? <td>–</td> : <LevelCell level={yesterday.lden} wordless />}
          {month === undefined ? <td>…</td> : <LevelCell level={month.lden} wordless />}
        </tr>
      </tbody>
    </table>
  );
}
