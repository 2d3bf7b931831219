import { useMemo, useState } from 'preact/hooks';
import { formatNumber, spanWords, withUnit } from '../format.ts';
import type { Described } from '../hooks/use-catalogue.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSpeech } from '../i18n/speech.ts';
import type { WordKey } from '../i18n/words.ts';
import { type KitRow, type SortColumn, type Sorting, sortRows } from '../kit-rows.ts';
import { Age } from './age.tsx';
import { SimulatedBadge } from './badge.tsx';
import { OfficialBadge } from './official-badge.tsx';
import { Swatch } from './swatch.tsx';

interface SortHeadProps {
  readonly column: SortColumn;
  readonly word: WordKey;
  readonly sorting: Sorting;
  sort(sorting: Sorting): void;
}

function SortHead({ column, word, sorting, sort }: SortHeadProps) {
  const { say } = useSpeech();
  const active = sorting.column === column;
  const direction = sorting.descending ? 'descending' : 'ascending';
  const next = { column, descending: active ? !sorting.descending : column === 'value' };
  const arrow = active ? (sorting.descending ? '↓' : '↑') : '↕';
  return (
    <th scope="col" class={`col-${column}`} aria-sort={active ? direction : 'none'}>
      <button
        type="button"
        class="sort"
        title={say('sort_by', { column: say(word) })}
        onClick={() => sort(next)}
      >
        {say(word)}
        <span class="sort-arrow" aria-hidden="true">
          {arrow}
        </span>
      </button>
    </th>
  );
}

function WordsCell({ row }: { row: KitRow }) {
  const { say, lang } = useSpeech();
  const now = useNow();
  if (row.reading === undefined) return <td class="quiet">{say('no_value')}</td>;
  if (row.silent) {
    const span = spanWords(now - Date.parse(row.reading.time), lang);
    return <td class="quiet">{say('no_data_for', { span })}</td>;
  }
  return (
    <td class="words">
      <Swatch band={row.band} />
      {row.band === undefined ? '' : say(row.band.word)}
    </td>
  );
}

interface RowProps {
  readonly row: KitRow;
  readonly phenomenon: Described;
}

/** Draws anew only what changed: with hundreds of kits a live frame changes few of them. */
function Row({ row, phenomenon }: RowProps) {
  const { lang } = useSpeech();
  const { kit, reading, band } = row;
  const { unitLabel, decimals } = phenomenon;
  return useMemo(
    () => <Cells row={row} phenomenon={phenomenon} />,
    [
      kit.name,
      kit.simulated,
      kit.official,
      reading?.time,
      reading?.value,
      row.silent,
      band?.word,
      unitLabel,
      decimals,
      lang,
    ],
  );
}

function Cells({ row, phenomenon }: RowProps) {
  const { lang } = useSpeech();
  const { kit, reading } = row;
  const number = reading && formatNumber(reading.value, phenomenon.decimals, lang);
  return (
    <tr data-kit={kit.id}>
      <th scope="row">
        <a href={`/kits/${kit.id}`}>{kit.name}</a> {kit.official && <OfficialBadge />}{' '}
        {kit.simulated && <SimulatedBadge />}
      </th>
      <WordsCell row={row} />
      <td class="number">{number === undefined ? '–' : withUnit(number, phenomenon.unitLabel)}</td>
      <td>{reading === undefined ? '–' : <Age time={reading.time} />}</td>
    </tr>
  );
}

export interface KitTableProps {
  readonly rows: readonly KitRow[];
  readonly phenomenon: Described;
}

/** Kits with their newest value of one phenomenon: the map in words. */
export function KitTable({ rows, phenomenon }: KitTableProps) {
  const { say, lang } = useSpeech();
  const [sorting, setSorting] = useState<Sorting>({ column: 'value', descending: true });
  const head = { sorting, sort: setSorting };
  return (
    <table class="kit-table">
      <caption>{say('table_caption', { phenomenon: phenomenon.name })}</caption>
      <thead>
        <tr>
          <SortHead column="kit" word="col_kit" {...head} />
          <th scope="col" class="col-words">
            {say('col_words')}
          </th>
          <SortHead column="value" word="col_value" {...head} />
          <SortHead column="age" word="col_age" {...head} />
        </tr>
      </thead>
      <tbody>
        {sortRows(rows, sorting, lang).map((row) => (
          <Row key={row.kit.id} row={row} phenomenon={phenomenon} />
        ))}
      </tbody>
    </table>
  );
}
