import { bandOf } from '../../colour/band.ts';
import { NOISE_SCALE } from '../../colour/noise.ts';
import { formatCount, formatNumber, withUnit } from '../../format.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { LevelView } from '../../trust-types.ts';
import { Swatch } from '../swatch.tsx';

/** One decimal, as noise maps print levels. */
const DECIMALS = 1;

/** A level in words where it has any, and in dBA; or what it lacks. A level with penalties, as Lden, has no words. */
export function LevelCell({ level, wordless = false }: { level: LevelView; wordless?: boolean }) {
  const { say, lang } = useSpeech();
  if (!level.enough) {
    const [first] = level.missing;
    const count = (value: number) => formatCount(value, lang);
    const filling = first && { have: count(first.have), need: count(first.need), of: count(first.of) };
    return (
      <td>
        {say('not_enough')}
        {first !== undefined && filling !== undefined && !wordless && (
          <span class="quiet level-lack">{say(`missing_${first.unit}`, filling)}</span>
        )}
      </td>
    );
  }
  const band = wordless ? undefined : bandOf(NOISE_SCALE, level.level);
  return (
    <td>
      {band !== undefined && (
        <span class="level-word">
          <Swatch band={band} />
          {say(band.word)}
        </span>
      )}{' '}
      <span class="number">{withUnit(formatNumber(level.level, DECIMALS, lang), 'dBA')}</span>
    </td>
  );
}
