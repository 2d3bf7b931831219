import type { KitView } from '../api-types.ts';
import { bandOf } from '../colour/band.ts';
import { NOISE_SCALE } from '../colour/noise.ts';
import { formatNumber, spanWords, withUnit } from '../format.ts';
import { type Described, useCatalogue } from '../hooks/use-catalogue.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSpeech } from '../i18n/speech.ts';
import { isSilent } from '../kit-rows.ts';
import { shownReading, shownValue } from '../shown.ts';
import type { JudgedReading } from '../trust-types.ts';
import { Age } from './age.tsx';
import { CorrectionLink } from './correction-link.tsx';
import { Flags } from './flags.tsx';
import { Level } from './level.tsx';
import { Swatch } from './swatch.tsx';

/** Silence, the class of a noise level, or nothing: an air index is of hourly means, so that one value of the air has no class. */
function ValueWords({ reading, silent }: { reading: JudgedReading; silent: boolean }) {
  const { say, lang } = useSpeech();
  const now = useNow();
  if (silent) return <>{say('no_data_for', { span: spanWords(now - Date.parse(reading.time), lang) })}</>;
  const band = reading.phenomenon === 'noise_laeq' ? bandOf(NOISE_SCALE, reading.value) : undefined;
  if (band === undefined) return null;
  return (
    <>
      <Swatch band={band} />
      {say(band.word)}
    </>
  );
}

/** What the chosen correction makes of the value; nothing where it has none. */
function Corrected({ reading, phenomenon }: { reading: JudgedReading; phenomenon: Described }) {
  const { say, lang } = useSpeech();
  const { corrected, correction = null, unit } = reading;
  if (corrected === undefined || corrected === null) return null;
  const { decimals, unitLabel } = phenomenon;
  const value = withUnit(formatNumber(shownValue(unit)(corrected), decimals, lang), unitLabel);
  return (
    <p class="value-corrected">
      {say('value_corrected', { value })} <CorrectionLink correction={correction} />
    </p>
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
      {reading.level !== undefined && <Level level={reading.level} />}
      <p class="value-number">{withUnit(formatNumber(reading.value, decimals, lang), unitLabel)}</p>
      <Corrected reading={reading} phenomenon={phenomenon} />
      <p class="quiet">
        <Age time={reading.time} />
      </p>
      <Flags flags={reading.flags} />
    </li>
  );
}

/** Every newest value of a kit: in words, how far the checks trust it, then the number, its age and its flags. */
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
