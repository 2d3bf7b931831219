import type { AgreementView, ComparisonView, SideView } from '../../compare-types.ts';
import { withUnit } from '../../format.ts';
import { type Speech, useSpeech } from '../../i18n/speech.ts';
import { closeness, dayText, distanceText, figure } from './numbers.ts';

/** "2.2 µg/m³ lower" */
function biasWords(bias: number, unit: string, { say, lang }: Speech): string {
  const size = figure(Math.abs(bias), lang);
  if (Number(size) === 0) return say('compare_same');
  return say(bias > 0 ? 'compare_higher' : 'compare_lower', { value: withUnit(size, unit) });
}

function Raw({ agreement, of, unit }: { agreement: AgreementView; of: ComparisonView; unit: string }) {
  const speech = useSpeech();
  const { say, count, lang } = speech;
  const [first, last] = [of.pairs[0]?.[0] ?? 0, of.pairs.at(-1)?.[0] ?? 0];
  const means = say('compare_means', {
    from: dayText(first, lang),
    to: dayText(last, lang),
    kit: withUnit(figure(agreement.meanSensor, lang), unit),
    station: withUnit(figure(agreement.meanReference, lang), unit),
    bias: biasWords(agreement.bias, unit, speech),
  });
  const close = say(`compare_close_${closeness(agreement.r2)}`, { r2: figure(agreement.r2, lang) });
  return (
    <p class="compare-words">
      {count('compare_hours', agreement.n)} {means} {close}
    </p>
  );
}

function Corrected({ raw, corrected, unit }: Record<'raw' | 'corrected', AgreementView> & { unit: string }) {
  const speech = useSpeech();
  const { say, lang } = speech;
  return (
    <p>
      {say('compare_corrected_words', {
        bias: biasWords(corrected.bias, unit, speech),
        r2: figure(corrected.r2, lang),
        rmse: withUnit(figure(corrected.rmse, lang), unit),
        raw: withUnit(figure(raw.rmse, lang), unit),
      })}
    </p>
  );
}

function Channel({ side: { name, channel, otherChannels } }: { side: SideView }) {
  const { say } = useSpeech();
  if (otherChannels.length === 0) return null;
  const others = otherChannels.map((one) => one || '–').join(', ');
  return <p class="hint">{say('compare_channel', { name, channel: channel || '–', others })}</p>;
}

function Distance({ metres }: { metres: number | null }) {
  const { say, lang } = useSpeech();
  const far =
    metres === null
      ? say('compare_apart_unknown')
      : say('compare_apart', { far: distanceText(metres, lang) });
  return (
    <p>
      {far} {say('compare_apart_note')}
    </p>
  );
}

/** What a comparison shows, in sentences: before any figure or picture. */
export function ResultWords({ of, unit }: { of: ComparisonView; unit: string }) {
  const { say, lang } = useSpeech();
  const [raw, corrected] = [of.reports[0]?.agreement, of.reports[1]?.agreement];
  const { names, reason, id } = of.correction;
  return (
    <>
      {raw && <Raw agreement={raw} of={of} unit={unit} />}
      {raw && corrected && <Corrected raw={raw} corrected={corrected} unit={unit} />}
      {names && <p>{say('compare_correction', { name: names[lang] })}</p>}
      {id !== null && !corrected && <p>{say('compare_not_corrected')}</p>}
      {reason && <p class="hint">{reason[lang]}</p>}
      <Distance metres={of.distance} />
      <p class="hint">{of.pairing.names[lang]}</p>
      <Channel side={of.kit} />
      <Channel side={of.station} />
    </>
  );
}
