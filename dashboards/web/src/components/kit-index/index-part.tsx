import { formatNumber, formatPlusMinus, withUnit } from '../../format.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import { useHour } from '../../hooks/use-hour.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { IndexPart as Part } from '../../trust-types.ts';

/** Words of the classes of the European index. */
const EUROPEAN = ['eu_band_1', 'eu_band_2', 'eu_band_3', 'eu_band_4', 'eu_band_5', 'eu_band_6'] as const;

export interface IndexPartProps {
  readonly kit: string;
  readonly part: Part;
  /** Start of the hour of the index, UTC ms. */
  readonly start: number;
}

/** What one pollutant adds to an index: its class in words, the value with ±, what it is a mean of, and whether it was corrected. */
export function IndexPart({ kit, part, start }: IndexPartProps) {
  const { say, lang } = useSpeech();
  const { name, unitLabel, decimals } = useCatalogue()(part.phenomenon);
  const hour = useHour(kit, part.phenomenon, start);
  const number = (value: number) => formatNumber(value, decimals, lang);
  const plusMinus = part.averaging === 'hour' ? hour?.hour.plusMinus : undefined;
  const words = EUROPEAN[part.band - 1];
  const sure =
    plusMinus === undefined || plusMinus === null ? '' : `\u00a0±\u00a0${formatPlusMinus(plusMinus, lang)}`;
  const correction = hour?.sensor.correctionNames?.[lang] ?? part.correction ?? '';
  return (
    <li data-part={part.phenomenon}>
      <strong>{name}</strong>:{' '}
      {part.aqi === undefined ? words && say(words) : say('us_number', { aqi: part.aqi })},{' '}
      {withUnit(`${number(part.value)}${sure}`, unitLabel)}
      {part.beyond === true && ` (${say('index_beyond')})`}
      <span class="quiet">
        {' · '}
        {part.averagingNames[lang]};{' '}
        {part.basis === 'raw' ? say('basis_raw') : say('basis_corrected', { name: correction })}
      </span>
    </li>
  );
}
