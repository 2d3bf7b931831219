import { formatPlusMinus, withUnit } from '../format.ts';
import { useCatalogue } from '../hooks/use-catalogue.ts';
import type { KnownSensor } from '../hooks/use-sensor.ts';
import { useSpeech } from '../i18n/speech.ts';
import { shownValue } from '../shown.ts';

function PlusMinus({ sensor, phenomenon }: { sensor: KnownSensor; phenomenon: string }) {
  const { say, lang } = useSpeech();
  const { unitLabel } = useCatalogue()(phenomenon);
  const hour = sensor.hours.findLast(({ plusMinus }) => plusMinus !== null);
  if (hour === undefined || hour.plusMinus === null) return null;
  const words = hour.basis === 'co_location' ? 'uncertainty_co_location' : 'uncertainty_datasheet';
  const value = withUnit(formatPlusMinus(shownValue(sensor.unit)(hour.plusMinus), lang), unitLabel);
  return <p class="hint">{say(words, { value })}</p>;
}

/** Which correction a sensor has and why, or why it has none; and how sure its hourly means are. */
export function ChartCorrection({ sensor, phenomenon }: { sensor: KnownSensor; phenomenon: string }) {
  const { say, lang } = useSpeech();
  const { correctionNames: names, correctionReason: reason } = sensor;
  return (
    <div class="chart-correction">
      {(names !== null || reason !== null) && (
        <p class="hint">
          {names === null ? say('correction_none') : say('correction_named', { name: names[lang] })}{' '}
          {reason?.[lang]} <a href="/method#corrections">{say('method_link')}</a>
        </p>
      )}
      <PlusMinus sensor={sensor} phenomenon={phenomenon} />
    </div>
  );
}
