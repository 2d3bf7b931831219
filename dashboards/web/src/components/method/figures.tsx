import { withUnit } from '../../format.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import type { Language } from '../../i18n/language.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { boundsText, plainNumber } from './number.ts';
import { MethodTable } from './table.tsx';
import type { Figure, FigureGroup } from './types.ts';

function valueText({ value, unit }: Figure, lang: Language): string {
  return typeof value === 'number' ? withUnit(plainNumber(value, lang), unit) : boundsText(value, unit, lang);
}

/** A figure with its name: `neighbours, at least: 5`; a sign of ± stands before its number. */
export function figureText(figure: Figure, lang: Language): string {
  const [name, value] = [figure.names[lang], valueText(figure, lang)];
  return name.endsWith('±') ? `${name}${value}` : `${name}: ${value}`;
}

/** Figures, one a line. */
export function FigureList({ figures }: { figures: readonly Figure[] }) {
  const { lang } = useSpeech();
  if (figures.length === 0) return null;
  return (
    <ul>
      {figures.map((figure) => (
        <li key={figure.what}>{figureText(figure, lang)}</li>
      ))}
    </ul>
  );
}

/** Names of phenomena, joined. */
export function useNamesOf(): (ids: readonly string[]) => string {
  const describe = useCatalogue();
  return (ids) => ids.map((id) => describe(id).name).join('; ');
}

function useForWhat() {
  const { say } = useSpeech();
  const namesOf = useNamesOf();
  return ({ phenomena, parts }: FigureGroup) => {
    const what = phenomena.length === 0 ? say('method_for_all') : namesOf(phenomena);
    return parts.length === 0 ? what : `${parts.join('; ')}: ${what}`;
  };
}

/** The figures of a check as a table, a column each. */
export function FigureTable({ title, groups }: { title: string; groups: readonly FigureGroup[] }) {
  const { say, lang } = useSpeech();
  const forWhat = useForWhat();
  const columns = new Map(groups.flatMap(({ figures }) => figures.map((one) => [one.what, one.names[lang]])));
  if (groups.length === 0) return null;
  return (
    <MethodTable
      caption={title}
      head={[say('method_for'), ...columns.values()]}
      rows={groups.map((group) => ({
        key: `${group.parts.join()}:${group.phenomena.join()}`,
        cells: [
          forWhat(group),
          ...[...columns.keys()].map((what) => {
            const figure = group.figures.find((one) => one.what === what);
            return figure === undefined ? '' : valueText(figure, lang);
          }),
        ],
      }))}
    />
  );
}

/** The figures of a part as lists, one for each thing that they hold for. */
export function FigureLists({ groups }: { groups: readonly FigureGroup[] }) {
  const forWhat = useForWhat();
  return (
    <>
      {groups.map((group) => (
        <div key={group.phenomena.join()} class="figure-group">
          <p>{forWhat(group)}</p>
          <FigureList figures={group.figures} />
        </div>
      ))}
    </>
  );
}
