import { formatCount, shortTime } from '../format.ts';
import { useData } from '../hooks/use-data.ts';
import { useInterval } from '../hooks/use-interval.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSpeech } from '../i18n/speech.ts';
import { intervalWords, lengthOf, lossWords } from '../loss-words.ts';
import type { LossesView } from '../maker-types.ts';
import { Age } from './age.tsx';
import { Failed } from './failed.tsx';
import { Loading } from './loading.tsx';
import { Rules } from './rules.tsx';

/** How often it is asked for anew while the page is visible, ms. */
const REFRESH = 30_000;
const SHOWN = 5;

function Rhythm({ losses }: { losses: LossesView }) {
  const { say, lang } = useSpeech();
  const now = useNow();
  const { intervalMs, overdue, lastHeard } = losses;
  return (
    <>
      <p>
        {intervalMs === null
          ? say('losses_unusual')
          : say('losses_usual', { span: intervalWords(intervalMs, lang) })}
      </p>
      {overdue && lastHeard !== null && (
        <p class="notice notice-wrong">
          {say('losses_overdue', { span: intervalWords(now - Date.parse(lastHeard), lang) })}
        </p>
      )}
    </>
  );
}

function Gaps({ losses: { gaps, moreGaps } }: { losses: LossesView }) {
  const { say, count, lang } = useSpeech();
  const now = useNow();
  if (gaps.length === 0) return <p class="quiet">{say('losses_gaps_none')}</p>;
  const left = moreGaps + Math.max(0, gaps.length - SHOWN);
  return (
    <>
      <h3>{say('losses_gaps')}</h3>
      <ul class="gaps">
        {gaps.slice(0, SHOWN).map((gap) => {
          const span = intervalWords(lengthOf(gap, now), lang);
          const from = shortTime(Date.parse(gap.from), lang);
          const words =
            gap.to === null
              ? say('losses_gap_lasts', { span, from })
              : say('losses_gap', { span, from, to: shortTime(Date.parse(gap.to), lang) });
          return (
            <li key={gap.from}>
              {words}
              {gap.lost !== null && gap.lost > 0 && (
                <span class="quiet">{` · ${count('losses_gap_lost', gap.lost)}`}</span>
              )}
            </li>
          );
        })}
      </ul>
      {left > 0 && <p class="quiet">{say('losses_more', { n: left })}</p>}
    </>
  );
}

function Hours({ hours }: Pick<LossesView, 'hours'>) {
  const { say, lang } = useSpeech();
  if (hours.length === 0) return null;
  const title = say('losses_hours');
  return (
    <details>
      <summary>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section class="scroller" tabIndex={0} aria-label={title}>
        <table class="chart-table">
          <thead>
            <tr>
              <th scope="col">{say('losses_hour')}</th>
              <th scope="col">{say('losses_messages_column')}</th>
              <th scope="col">{say('losses_kept')}</th>
              <th scope="col">{say('losses_refused')}</th>
            </tr>
          </thead>
          <tbody>
            {[...hours].reverse().map(({ hour, messages, accepted, rejected, quarantined }) => (
              <tr key={hour}>
                <th scope="row">{shortTime(Date.parse(hour), lang)}</th>
                <td class="number">{formatCount(messages, lang)}</td>
                <td class="number">{formatCount(accepted, lang)}</td>
                <td class="number">{formatCount(rejected + quarantined, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Standing({ losses }: { losses: LossesView }) {
  const speech = useSpeech();
  const { say } = speech;
  const { lastDay, since, hours } = losses;
  const [before, after] = say('losses_since', { age: '\u0000' }).split('\u0000');
  return (
    <>
      <p class="losses-day">
        {lastDay.messages === 0
          ? say('losses_day_none')
          : say('losses_day', { words: lossWords(lastDay, speech) })}
      </p>
      <Rules rules={lastDay.rules} />
      <Rhythm losses={losses} />
      <Gaps losses={losses} />
      <Hours hours={hours} />
      <p class="hint">
        {before}
        <Age time={since} />
        {after}
      </p>
    </>
  );
}

/** What was lost of a kit's messages, how often it sends, and when it was silent. */
export function Losses({ kit }: { kit: string }) {
  const { say } = useSpeech();
  const { value, failure, reload } = useData<LossesView>(`/kits/${encodeURIComponent(kit)}/losses`);
  useInterval(reload, REFRESH);
  return (
    <section class="card losses" aria-labelledby="losses-title">
      <h2 id="losses-title">{say('losses_title')}</h2>
      {value === undefined && failure === undefined && <Loading />}
      {value === undefined && failure !== undefined && <Failed failure={failure} retry={reload} />}
      {value !== undefined && <Standing losses={value} />}
    </section>
  );
}
