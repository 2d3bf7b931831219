import { clockTime, shortTime } from '../../format.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import { type Speech, useSpeech } from '../../i18n/speech.ts';
import { localeOf } from '../../intl.ts';
import type { IndexView, WholeIndex } from '../../trust-types.ts';
import { MissingWords } from '../missing-words.tsx';
import { BandChip } from './band-chip.tsx';
import { IndexPart } from './index-part.tsx';

const HOUR = 3_600_000;

/** The hour that begins at `start` (UTC ms), in words: "hour from 14:00 to 15:00". */
export function hourWords(start: number, { say, lang }: Speech): string {
  return say('index_hour', { from: shortTime(start, lang), to: clockTime(start + HOUR, lang) });
}

function Decided({ index }: { index: WholeIndex }) {
  const { say, lang } = useSpeech();
  const describe = useCatalogue();
  const names = index.decidedBy.map((id) => describe(id).name);
  return <p>{say('index_decided', { names: new Intl.ListFormat(localeOf(lang)).format(names) })}</p>;
}

export interface OneIndexProps {
  readonly kit: string;
  readonly index: IndexView;
  /** Start of the hour, UTC ms. */
  readonly start: number;
}

/** One index of an hour: its class, what it stands on, what decided, and each part; or what is missing for one. */
export function OneIndex({ kit, index, start }: OneIndexProps) {
  const { say, lang } = useSpeech();
  if (!index.enough)
    return (
      <>
        <p class="index-none">{index.names[lang]}</p>
        <MissingWords missing={index.missing} />
      </>
    );
  return (
    <>
      <p class="index-words">
        <BandChip band={index.band} number={index.aqi} />
      </p>
      <p>
        {index.scopeNames[lang]}. <span class="quiet">{index.averagingNames[lang]}.</span>
      </p>
      <Decided index={index} />
      <ul class="index-parts">
        {index.parts.map((part) => (
          <IndexPart key={part.phenomenon} kit={kit} part={part} start={start} />
        ))}
      </ul>
      {index.missing.length > 0 && (
        <>
          <p class="index-missing">{say('index_missing')}</p>
          <MissingWords missing={index.missing} />
        </>
      )}
    </>
  );
}
