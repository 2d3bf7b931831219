import { clockTime, formatNumber } from '../../format.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { NightEventsView } from '../../trust-types.ts';
import { MissingWords } from '../missing-words.tsx';

/** Events that are listed, the loudest. */
const LISTED = 10;

function Listed({ events }: { events: Extract<NightEventsView, { enough: true }>['events'] }) {
  const { say, lang } = useSpeech();
  const loudest = events.toSorted((a, b) => b.peak - a.peak).slice(0, LISTED);
  return (
    <ul class="plain">
      {loudest.map(({ from, to, peak }) => (
        <li key={from}>
          {say(from === to ? 'noise_event_once' : 'noise_event', {
            from: clockTime(Date.parse(from), lang),
            to: clockTime(Date.parse(to), lang),
            peak: formatNumber(peak, 1, lang),
          })}
        </li>
      ))}
    </ul>
  );
}

function Defined({ night }: { night: NightEventsView }) {
  const { say, count, lang } = useSpeech();
  const { definition } = night;
  const name = definition.names[lang];
  if (!night.enough)
    return (
      <li>
        {name}: {say('not_enough')}
        <MissingWords missing={night.missing} />
      </li>
    );
  const words = count('noise_events', night.count, { threshold: formatNumber(night.threshold, 1, lang) });
  if (night.count === 0)
    return (
      <li>
        {name}: {words}
      </li>
    );
  return (
    <li>
      <details>
        <summary>
          {name}: {words}
        </summary>
        {night.count > LISTED && <p class="quiet">{say('noise_events_loudest', { n: LISTED })}</p>}
        <Listed events={night.events} />
        <p class="hint">{definition.source}</p>
      </details>
    </li>
  );
}

/** What stood out in a night, by each definition of an event. */
export function NightEvents({ nights }: { nights: readonly NightEventsView[] }) {
  const { say } = useSpeech();
  if (nights.length === 0) return null;
  return (
    <>
      <h3>{say('noise_night_events')}</h3>
      <ul class="night-events">
        {nights.map((night) => (
          <Defined key={night.definition.id} night={night} />
        ))}
      </ul>
    </>
  );
}
