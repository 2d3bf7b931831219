import { withUnit } from '../../format.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { Entry, Formula, Section, Source, Unverified } from './entry.tsx';
import { plainNumber, shareText } from './number.ts';
import { MethodTable } from './table.tsx';
import type { Method, Noise, NoisePeriods } from './types.ts';

function Periods({ periods: { id, names, parts, source } }: { periods: NoisePeriods }) {
  const { say, lang } = useSpeech();
  return (
    <Entry id={`noise-${id}`} title={names[lang]}>
      <MethodTable
        caption={names[lang]}
        head={[say('method_period'), say('method_begins'), say('method_hours'), say('method_added')]}
        rows={parts.map((part) => ({
          key: part.period,
          cells: [
            part.names[lang],
            withUnit(plainNumber(part.from, lang), 'h'),
            plainNumber(part.hours, lang),
            withUnit(plainNumber(part.penalty, lang), 'dB'),
          ],
        }))}
      />
      <Source of={source} />
    </Entry>
  );
}

function Events({ noise: { events, eventsNames } }: { noise: Noise }) {
  const { say, lang } = useSpeech();
  return (
    <Entry id="noise-events" title={say('method_events')}>
      <p>{eventsNames[lang]}</p>
      {events.map(({ id, names, threshold, db, unverified, source }) => (
        <div key={id} id={`noise-event-${id}`}>
          <p>
            <strong>{names[lang]}.</strong>{' '}
            {say(threshold === 'fixed' ? 'method_event_fixed' : 'method_event_above', {
              db: withUnit(plainNumber(db, lang), 'dB'),
            })}
          </p>
          <Unverified notes={unverified} />
          <Source of={source} />
        </div>
      ))}
    </Entry>
  );
}

/** How noise is told. */
export function NoiseSection({ method: { noise } }: { method: Method }) {
  const { say, lang } = useSpeech();
  const { indicativeNames, dayNames, complete, periods, formula, source, facade } = noise;
  return (
    <Section id="noise" title={say('method_noise')}>
      <p class="notice">{indicativeNames[lang]}</p>
      <p>
        {dayNames[lang]} {say('method_complete', { share: shareText(complete, lang) })}
      </p>
      <Formula lines={formula} />
      <p>
        {say('method_facade', { db: withUnit(plainNumber(facade, lang), 'dB') })}{' '}
        {say('method_percentages', { n: noise.leastForPercentages })}
      </p>
      <Source of={source} />
      {periods.map((one) => (
        <Periods key={one.id} periods={one} />
      ))}
      <Events noise={noise} />
    </Section>
  );
}
