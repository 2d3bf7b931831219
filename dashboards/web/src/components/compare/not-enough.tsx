import type { ComparisonView, ReportView } from '../../compare-types.ts';
import { formatCount } from '../../format.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { dayText } from './numbers.ts';

type Missing = ReportView['missing'][number];

function isSide(what: string): what is 'kit' | 'station' {
  return what === 'kit' || what === 'station';
}

function Line({ missing: { what, have, need }, of }: { missing: Missing; of: ComparisonView }) {
  const { say, lang } = useSpeech();
  const filling = { n: formatCount(have, lang), need: formatCount(need, lang) };
  if (!isSide(what)) return <li>{say('compare_missing_pairs', filling)}</li>;
  const { first, last } = of[what];
  const stored =
    first === null || last === null
      ? say('compare_stored_none')
      : say('compare_stored', {
          from: dayText(Date.parse(first), lang),
          to: dayText(Date.parse(last), lang),
        });
  return (
    <li>
      {say(`compare_missing_${what}`, filling)} {stored}
    </li>
  );
}

/** Why nothing can be said, and what there is instead. */
export function NotEnough({ of }: { of: ComparisonView }) {
  const { say } = useSpeech();
  return (
    <div class="notice">
      <p>
        <strong>{say('compare_none')}</strong>
      </p>
      <ul>
        {of.reports[0]?.missing.map((one) => (
          <Line key={one.what} missing={one} of={of} />
        ))}
      </ul>
    </div>
  );
}
