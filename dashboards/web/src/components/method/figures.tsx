import { withUnit } from '../../format.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import type { Language } from '../../i18n/language.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { boundsText, plainNumber } from './number.ts';
import { MethodTable } from './table.tsx';
import type { Figure, FigureGroup } from './types.ts';

/** A figure with its name: `neighbours, at least: 5`; a sign of ± stands before its number. */
export function figureText({ names, value, unit }: Figure, lang: Language): string {
  const number =
    typeof value === 'number' ? withUnit(plainNumber(value, lang), unit) : boundsText(value, unit, lang);
  const name = names[lang];
  return name.endsWith('±') ? `${name}${number}` : `${name}: ${number}`;
}

/** Figures, one a line. */
export function FigureList({ figures }: { figures: readonly Figure[] }) {
  const { lang } = useSpeech();
  return (
    <ul class="plain">
      {figures.map((figure) => (
        <li key={figure.what}>{figureText(figure, lang)}</li>
      ))}
    </ul>
  );
}

/** Names of phenomena, joined. */
export function useNamesOf(): (ids: readonly string[]) => string {
  const describe = useCatalogue();
  return (ids) => ids.map((id) => describe(id).name).join(', ');
}

/** The figures of a check or a part, by what they hold for. */
export function FigureGroups({ title, groups }: { title: string; groups: readonly FigureGroup[] }) {
  const { say } = useSpeech();
  const namesOf = useNamesOf();
  if (groups.length === 0) return null;
  const forWhat = ({ phenomena, parts }: FigureGroup) => {
    const what = phenomena.length === 0 ? say('method_for_all') : namesOf(phenomena);
    return parts.length === 0 ? what : `${parts.join(', ')}: ${what}`;
  };
  return (
    <MethodTable
      caption={title}
      head={[say('method_for'), say('method_figures')]}
      rows={groups.map((group) => ({
        key: `${group.parts.join()}:${group.phenomena.join()}`,
        cells: [forWhat(group), <FigureList key="figures" figures={group.figures} />],
      }))}
    />
  );
}
