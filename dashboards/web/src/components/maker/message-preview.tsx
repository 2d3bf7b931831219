import { useContext } from 'preact/hooks';
import { withUnit } from '../../format.ts';
import { CatalogueContext, useCatalogue } from '../../hooks/use-catalogue.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { localeOf } from '../../intl.ts';
import type { PreviewedMessage, PreviewedValue } from '../../maker-types.ts';
import { reasonWords } from '../../receipt-words.ts';
import { Age } from '../age.tsx';

function Found({ found }: { found: PreviewedValue }) {
  const { say, lang } = useSpeech();
  const describe = useCatalogue();
  const catalogue = useContext(CatalogueContext);
  const { phenomenon, channel, value, unit, path, time } = found;
  const digits = new Intl.NumberFormat(localeOf(lang), { maximumSignificantDigits: 8 }).format(value);
  const { name } = describe(phenomenon);
  // As it is kept, to compare with the message: not in the unit that charts show.
  const unitLabel = catalogue.get(phenomenon)?.unitLabel ?? unit;
  return (
    <li data-phenomenon={phenomenon}>
      {channel === '' ? name : `${name} (${channel})`} <strong>{withUnit(digits, unitLabel)}</strong>{' '}
      <span class="quiet">
        {say('mapping_from')} <code>{path}</code>,{' '}
        {time === null ? say('mapping_arrival') : <Age time={time} />}
      </span>
    </li>
  );
}

function Refused({ refused }: Pick<PreviewedMessage, 'refused'>) {
  const { say, lang } = useSpeech();
  return (
    <ul class="reasons">
      {refused.map((reason, i) => {
        const { rule, right } = reasonWords(reason, lang);
        return (
          <li key={`${i} ${reason.path}`}>
            {reason.path === '' ? <em>{say('receipt_whole')}</em> : <code>{reason.path}</code>}:{' '}
            <span lang={rule.lang}>{rule.text}</span> <span lang={right.lang}>{right.text}</span>
            {reason.found !== undefined && (
              <>
                {' '}
                {say('receipt_found')} <code>{reason.found}</code>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** One of the last messages: what is found in it, what is refused, and the message as it came. */
export function MessagePreview({ message }: { message: PreviewedMessage }) {
  const { say } = useSpeech();
  const { received, topic, text, found, refused } = message;
  return (
    <li class="message">
      <p class="receipt-head">
        <code>{topic}</code>
        <span class="quiet">
          <Age time={received} />
        </span>
      </p>
      {found.length + refused.length === 0 && <p class="quiet">{say('mapping_nothing_found')}</p>}
      {found.length > 0 && (
        <ul class="plain">
          {found.map((one) => (
            <Found key={`${one.path} ${one.phenomenon} ${one.channel} ${one.time}`} found={one} />
          ))}
        </ul>
      )}
      {refused.length > 0 && <Refused refused={refused} />}
      <details>
        <summary>{say('mapping_raw')}</summary>
        {text === null ? <p class="quiet">{say('mapping_binary')}</p> : <pre class="raw">{text}</pre>}
      </details>
    </li>
  );
}
