import { dateWords, withUnit } from '../../format.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import { type Speech, useSpeech } from '../../i18n/speech.ts';
import { Colour } from './colour.tsx';
import { Entry, Formula, Section, Source, Unverified } from './entry.tsx';
import { boundsText, plainNumber, shareText } from './number.ts';
import { MethodTable } from './table.tsx';
import type { Method, NowCast, Scale, ScaleRule, Standard, StandardSet } from './types.ts';

/** The concentrations of a band, with the numbers of the index where it has some. */
function stepText(rule: ScaleRule, band: number, lang: Speech['lang']): string {
  const step = rule.steps.find((one) => one.band === band);
  if (step === undefined) return '–';
  const { from, to, aqi } = step;
  const above = rule.decimals === null && from !== null && to === null;
  const text = above ? `>\u00a0${plainNumber(from, lang)}` : boundsText([from, to], '', lang);
  return aqi === null ? text : `${text} → ${boundsText(aqi, '', lang)}`;
}

function Bands({ scale }: { scale: Scale }) {
  const { say, lang } = useSpeech();
  const describe = useCatalogue();
  return (
    <MethodTable
      caption={scale.name}
      head={[
        say('method_band'),
        ...scale.rules.map(
          ({ pollutant }) => `${describe(pollutant).name} (${describe(pollutant).unitLabel})`,
        ),
      ]}
      rows={scale.bands.map(({ band, id, names, colour }) => ({
        key: id,
        cells: [
          <>
            <Colour colour={colour} /> {band} {names[lang]}
          </>,
          ...scale.rules.map((rule) => stepText(rule, band, lang)),
        ],
      }))}
    />
  );
}

function useWholeWords() {
  const { say } = useSpeech();
  const describe = useCatalogue();
  return (whole: Scale['whole']) =>
    whole.map((group) => group.map((id) => describe(id).name).join(` ${say('method_or')} `)).join('; ');
}

function ScaleEntry({ scale }: { scale: Scale }) {
  const { say, lang } = useSpeech();
  const describe = useCatalogue();
  const wholeWords = useWholeWords();
  const cut = scale.rules.filter(({ decimals }) => decimals !== null);
  const list = cut.map(({ pollutant, decimals }) => `${describe(pollutant).name}: ${decimals}`).join(', ');
  const pollutants = scale.notComputed.map((id) => describe(id).name).join(', ');
  const averagings = scale.rules.map(
    ({ pollutant, averagingNames }) => [describe(pollutant).name, averagingNames[lang]] as const,
  );
  return (
    <Entry id={`index-${scale.id}`} title={scale.name}>
      <Bands scale={scale} />
      <ul>
        {averagings.map(([name, averaging]) => (
          <li key={name}>
            {name}: {averaging}
          </li>
        ))}
      </ul>
      {scale.whole.length > 0 && <p>{say('method_whole', { groups: wholeWords(scale.whole) })}</p>}
      {cut.length > 0 && <p>{say('method_decimals', { list })}</p>}
      {pollutants !== '' && <p>{say('method_not_computed', { pollutants })}</p>}
      <Unverified notes={scale.unverified} />
      <Source of={scale.source} />
    </Entry>
  );
}

function NowCastEntry({ nowCast: { hours, newest, formula, source } }: { nowCast: NowCast }) {
  const { say } = useSpeech();
  return (
    <Entry id="nowcast" title="NowCast">
      <p>{say('method_nowcast_text', { hours, ...newest })}</p>
      <Formula lines={formula} />
      <Source of={source} />
    </Entry>
  );
}

/** Every index of the air, and what holds for all. */
export function Indices({ method: { indexRules, scales, nowCast } }: { method: Method }) {
  const { say, lang } = useSpeech();
  const { complete, completeNames, worstNames } = indexRules;
  return (
    <Section id="indices" title={say('method_indices')}>
      <p>{worstNames[lang]}</p>
      <p>
        {completeNames[lang]} {say('method_complete', { share: shareText(complete, lang) })}
      </p>
      {scales.map((scale) => (
        <ScaleEntry key={scale.id} scale={scale} />
      ))}
      <NowCastEntry nowCast={nowCast} />
    </Section>
  );
}

function allowedText(
  { allowed, allowedUnit, overYears, consecutive }: Standard,
  { say, count }: Speech,
): string {
  if (allowed === null || allowedUnit === null) return '–';
  return [
    count(`method_allowed_${allowedUnit}`, allowed),
    overYears === null ? '' : say('method_over_years', { n: overYears }),
    consecutive === null ? '' : say('method_consecutive', { n: consecutive }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function SetEntry({ set }: { set: StandardSet }) {
  const speech = useSpeech();
  const { say, lang } = speech;
  const describe = useCatalogue();
  const { id, names, from, until, standards, unverified } = set;
  return (
    <Entry id={`standard-${id}`} title={names[lang]}>
      {from !== null && <p>{say('method_from', { date: dateWords(Date.parse(from), lang) })}</p>}
      {until !== null && <p>{say('method_until', { date: dateWords(Date.parse(until), lang) })}</p>}
      <MethodTable
        caption={names[lang]}
        head={[
          say('method_quantity'),
          say('method_value'),
          say('method_averaging'),
          say('method_allowed'),
          say('method_kind'),
        ]}
        rows={standards.map((standard) => ({
          key: standard.id,
          cells: [
            describe(standard.pollutant).name,
            withUnit(plainNumber(standard.value, lang), standard.unit),
            standard.averagingNames[lang],
            allowedText(standard, speech),
            standard.kindNames[lang],
          ],
        }))}
      />
      <Unverified notes={unverified} />
      <Source of={[...new Set(standards.map(({ source }) => source))]} />
    </Entry>
  );
}

/** Every limit and guideline value. */
export function Standards({ method: { standards, standardsNames } }: { method: Method }) {
  const { say, lang } = useSpeech();
  return (
    <Section id="standards" title={say('method_standards')}>
      <p>{standardsNames[lang]}</p>
      {standards.map((set) => (
        <SetEntry key={set.id} set={set} />
      ))}
    </Section>
  );
}
