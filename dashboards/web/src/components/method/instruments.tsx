import { useSpeech } from '../../i18n/speech.ts';
import { Entry, Formula, Section, Source, Unverified } from './entry.tsx';
import { FigureList, FigureLists, useNamesOf } from './figures.tsx';
import { MethodTable } from './table.tsx';
import type { ChosenFor, Correction, Method, Sensor } from './types.ts';

/** The anchor of a part: `sensor-nova-fitness-sds011`. */
export function sensorAnchor(part: string): string {
  return `sensor-${part.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

function SensorEntry({ sensor: { part, models, facts } }: { sensor: Sensor }) {
  const { say } = useSpeech();
  return (
    <Entry id={sensorAnchor(part)} title={part}>
      {models.length > 0 && <p class="hint">{say('method_in_models', { models: models.join(', ') })}</p>}
      <FigureLists groups={facts} />
      <Source of={[...new Set(facts.flatMap(({ sources }) => sources))]} />
    </Entry>
  );
}

/** What the datasheets say. */
export function Sensors({ method: { sensors } }: { method: Method }) {
  const { say } = useSpeech();
  return (
    <Section id="sensors" title={say('method_sensors')}>
      <p>{say('method_sensors_text')}</p>
      {sensors.map((sensor) => (
        <SensorEntry key={sensor.part} sensor={sensor} />
      ))}
    </Section>
  );
}

function Chosen({ title, rows }: { title: string; rows: readonly ChosenFor[] }) {
  const { say, lang } = useSpeech();
  const namesOf = useNamesOf();
  return (
    <MethodTable
      caption={title}
      head={[say('method_chosen'), say('method_why')]}
      rows={rows.map(({ part, phenomena, models, reason }) => ({
        key: `${part}:${phenomena.join()}`,
        cells: [
          <>
            {part}: {namesOf(phenomena)}{' '}
            <span class="hint">{say('method_in_models', { models: models.join(', ') })}</span>
          </>,
          reason[lang],
        ],
      }))}
    />
  );
}

function CorrectionEntry({ correction }: { correction: Correction }) {
  const { say, lang } = useSpeech();
  const namesOf = useNamesOf();
  const { id, version, names, phenomena, formula, humidityNames, figures, chosenFor, source, unverified } =
    correction;
  return (
    <Entry id={`correction-${id}`} title={names[lang]}>
      <p class="hint">
        <code>
          {id}@{version}
        </code>{' '}
        {say('method_version', { phenomena: namesOf(phenomena) })}
      </p>
      <Formula lines={formula} />
      {humidityNames !== null && <p>{humidityNames[lang]}</p>}
      <FigureList figures={figures} />
      {chosenFor.length === 0 ? (
        <p>{say('method_chosen_none')}</p>
      ) : (
        <Chosen title={names[lang]} rows={chosenFor} />
      )}
      <Unverified notes={unverified} />
      <Source of={source} />
    </Entry>
  );
}

/** Every correction, and what is left without one. */
export function Corrections({ method }: { method: Method }) {
  const { say, lang } = useSpeech();
  return (
    <Section id="corrections" title={say('method_corrections')}>
      <p>{say('method_corrections_text')}</p>
      {method.corrections.map((correction) => (
        <CorrectionEntry key={correction.id} correction={correction} />
      ))}
      <Entry id="uncorrected" title={say('method_uncorrected')}>
        <Chosen title={say('method_uncorrected')} rows={method.uncorrected} />
      </Entry>
      <Entry id="calibrations" title={say('method_calibrations')}>
        <p>{method.calibrationNames[lang]}</p>
      </Entry>
    </Section>
  );
}
