import { API } from '../../api.ts';
import type { ComparisonView } from '../../compare-types.ts';
import { formatCount, formatNumber } from '../../format.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { type Asked, queryOf } from './asked.ts';
import { hourText } from './numbers.ts';

/** Rows shown; all of them are in the CSV. */
const SHOWN = 200;

function Rows({ of, decimals }: { of: ComparisonView; decimals: number }) {
  const { lang } = useSpeech();
  const isCorrected = of.reports.length > 1;
  const text = (value: number | null) => (value === null ? '–' : formatNumber(value, decimals, lang));
  return (
    <tbody>
      {of.pairs.slice(0, SHOWN).map(([time, reference, raw, corrected]) => (
        <tr key={time}>
          <th scope="row">{hourText(time, lang)}</th>
          <td class="number">{text(reference)}</td>
          <td class="number">{text(raw)}</td>
          {isCorrected && <td class="number">{text(corrected)}</td>}
        </tr>
      ))}
    </tbody>
  );
}

/** The hours of both plots as a table, and all of them to download. */
export function PairsTable({ of, asked, decimals }: { of: ComparisonView; asked: Asked; decimals: number }) {
  const { say, lang } = useSpeech();
  const { pairs, kit, station } = of;
  const [n, all] = [Math.min(SHOWN, pairs.length), pairs.length].map((count) => formatCount(count, lang));
  const query = queryOf(asked);
  query.set('format', 'csv');
  return (
    <section class="card" aria-labelledby="pairs-title">
      <h2 id="pairs-title">{say('compare_table')}</h2>
      <p>{say('compare_table_first', { n: n ?? '', of: all ?? '' })}</p>
      <p>
        <a class="button" href={`${API}/comparisons?${query}`} download={`${kit.id}_${station.id}.csv`}>
          {say('compare_csv')}
        </a>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section class="scroller" tabIndex={0} aria-label={say('compare_table')}>
        <table class="chart-table">
          <caption class="unseen">{say('compare_table')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('compare_hour')} (UTC)</th>
              <th scope="col">{say('compare_station')}</th>
              <th scope="col">
                {say('compare_kit')}, {say('compare_raw').toLocaleLowerCase(lang)}
              </th>
              {of.reports.length > 1 && (
                <th scope="col">
                  {say('compare_kit')}, {say('compare_corrected').toLocaleLowerCase(lang)}
                </th>
              )}
            </tr>
          </thead>
          <Rows of={of} decimals={decimals} />
        </table>
      </section>
    </section>
  );
}
