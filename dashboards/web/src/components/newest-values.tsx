import type { KitView } from '../api-types.ts';
import { bandOf } from '../colour/band.ts';
import { eaqiScale } from '../colour/eaqi.ts';
import { NOISE_SCALE } from '../colour/noise.ts';
import { formatNumber, spanWords, withUnit } from '../format.ts';
import { type Described, useCatalogue } from '../hooks/use-catalogue.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSpeech } from '../i18n/speech.ts';
import { isSilent } from '../kit-rows.ts';
import { shownReading, shownValue } from '../shown.ts';
import type { JudgedReading } from '../trust-types.ts';
import { Age } from './age.tsx';
import { Flags } from './flags.tsx';
import { Level } from './level.tsx';
import { Swatch } from './swatch.tsx';

function ValueWords({ reading, silent }: { reading: JudgedReading; silent: boolean }) {
  const { say, lang } = useSpeech();
  const now = useNow();
  if (silent) return <>{say('no_data_for', { span: spanWords(now - Date.parse(reading.time), lang) })}</>;
  const scale = reading.phenomenon === 'noise_laeq' ? NOISE_SCALE : eaqiScale(reading.phenomenon);
  const band = scale && bandOf(scale, reading.value);
  if (band === undefined) return null;
  return (
    <>
      <Swatch band={band} />
      {say(band.word)}
    </>
  );
}

/** What the chosen correction makes of the value, and how sure that is; nothing where it has none. */
function Corrected({ reading, phenomenon }: { reading: JudgedReading; phenomenon: Described }) {
  const { say, lang } = useSpeech();
  const { corrected, correction, plusMinus, unit } = reading;
  const { decimals, unitLabel } = phenomenon;
  const text = (value: number) => withUnit(formatNumber(shownValue(unit)(value), decimals, lang), unitLabel);
  const isCorrected = corrected !== undefined && corrected !== null;
  return (
    <>
      {isCorrected && (
        <p class="value-corrected">
          {say('value_corrected', { value: text(corrected) })}{' '}
          <a href="/method#corrections">{correction ?? ''}</a>
        </p>
      )}
      {plusMinus !== undefined && plusMinus !== null && (
        <p class="quiet">{say('value_plus_minus', { value: text(plusMinus) })}</p>
      )}
    </>
  );
}

function Value({ reading, phenomenon }: { reading: JudgedReading; phenomenon: Described }) {
  const { say, lang } = useSpeech();
  const now = useNow();
  const silent = isSilent(reading, now);
  const { name, decimals, unitLabel } = phenomenon;
  const title = reading.channel === '' ? name : `${name} · ${say('channel', { channel: reading.channel })}`;
  return (
    <li class={silent ? 'value value-silent' : 'value'} data-phenomenon={reading.phenomenon}>
      <h3>{title}</h3>
      <p class="value-words">
        <ValueWords reading={reading} silent={silent} />
      </p>
      <p class="value-number">{withUnit(formatNumber(reading.value, decimals, lang), unitLabel)}</p>
      <Corrected reading={reading} phenomenon={phenomenon} />
      <p class="quiet">
        <Age time={reading.time} />
      </p>
      {reading.level !== undefined && <Level level={reading.level} />}
      <Flags flags={reading.flags} />
    </li>
  );
}

/** Every newest value of a kit: in words where a scale has words, then the number, its age and its flags. */
export function NewestValues({ kit }: { kit: KitView }) {
  const { say } = useSpeech();
  const describe = useCatalogue();
  const values = kit.latest
    .map((reading) => ({ reading: shownReading(reading), phenomenon: describe(reading.phenomenon) }))
    .sort(
      (a, b) => a.phenomenon.rank - b.phenomenon.rank || a.reading.channel.localeCompare(b.reading.channel),
    );
  return (
    <section aria-labelledby="newest-title">
      <h2 id="newest-title">{say('kit_newest')}</h2>
      {values.length === 0 && <p class="notice">{say('kit_none_yet')}</p>}
      <ul class="values">
        {values.map(({ reading, phenomenon }) => (
          <Value key={`${reading.phenomenon}@${reading.channel}`} reading={reading} phenomenon={phenomenon} />
        ))}
      </ul>
    </section>
  );
}
