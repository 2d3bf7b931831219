import { formatCount } from '../format.ts';
import { useCatalogue } from '../hooks/use-catalogue.ts';
import { type Speech, useSpeech } from '../i18n/speech.ts';
import type { Missing } from '../trust-types.ts';

const PERIODS = {
  day: 'noise_day',
  evening: 'noise_evening',
  night: 'noise_night',
  hour: 'missing_hour',
} as const;

function isPeriod(what: string): what is keyof typeof PERIODS {
  return what in PERIODS;
}

function nameOf(what: string, { say }: Speech, describe: ReturnType<typeof useCatalogue>): string {
  return isPeriod(what) ? say(PERIODS[what]) : describe(what).name;
}

function groups(missing: readonly Missing[]): Missing[][] {
  const found = new Map<string, Missing[]>();
  for (const one of missing) {
    const key = one.why === 'incomplete' ? `${one.have} ${one.need} ${one.of} ${one.unit}` : one.why;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()];
}

/** What a result would have needed, in a list: things that are missing for one reason stand together. */
export function MissingWords({ missing }: { missing: readonly Missing[] }) {
  const speech = useSpeech();
  const { say, lang } = speech;
  const describe = useCatalogue();
  if (missing.length === 0) return null;
  return (
    <ul class="missing">
      {groups(missing).map((group) => {
        const [first] = group;
        if (first === undefined) return null;
        const { why, have, need, of, unit } = first;
        const filling = {
          have: formatCount(have, lang),
          need: formatCount(need, lang),
          of: formatCount(of, lang),
        };
        return (
          <li key={group.map(({ what }) => what).join()}>
            {first.whyNames[lang]}: {group.map(({ what }) => nameOf(what, speech, describe)).join(', ')}
            {why === 'incomplete' && ` (${say(`missing_${unit}`, filling)})`}
          </li>
        );
      })}
    </ul>
  );
}
