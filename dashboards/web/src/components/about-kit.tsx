import type { KitModel, KitView } from '../api-types.ts';
import { dialectWords } from '../dialects.ts';
import { dateWords, formatNumber } from '../format.ts';
import { useCatalogue } from '../hooks/use-catalogue.ts';
import { useData } from '../hooks/use-data.ts';
import { useSpeech } from '../i18n/speech.ts';
import { LICENCES } from '../licences.ts';
import { Fact } from './facts.tsx';

function useModel(id: string | undefined): KitModel | undefined {
  const { value } = useData<{ models: KitModel[] }>(id === undefined ? undefined : '/kit-models');
  return value?.models.find((model) => model.id === id);
}

function Model({ kit }: { kit: KitView }) {
  const { say } = useSpeech();
  const model = useModel(kit.model?.id);
  if (kit.model === null) return <>{say('kit_no_model')}</>;
  if (model === undefined) return <>{kit.model.name}</>;
  return (
    <>
      <a href={model.source}>{model.name}</a> <span class="quiet">{model.maker}</span>
    </>
  );
}

function Sensors({ kit }: { kit: KitView }) {
  const { count } = useSpeech();
  const describe = useCatalogue();
  const model = useModel(kit.model?.id);
  if (model === undefined) {
    const present = [...new Set(kit.latest.map(({ phenomenon }) => describe(phenomenon).name))];
    return <>{present.length === 0 ? '–' : present.join(', ')}</>;
  }
  return (
    <details>
      <summary>{count('kit_sensors', model.sensors.length)}</summary>
      <ul class="plain">
        {model.sensors.map(({ part, phenomena }) => (
          <li key={part}>
            {part} <span class="quiet">{phenomena.map((id) => describe(id).name).join(', ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Position({ kit }: { kit: KitView }) {
  const { say, lang } = useSpeech();
  if (kit.position === null) return <>{say('kit_position_none')}</>;
  const { lat, lon } = kit.position;
  const how =
    kit.precision === 0
      ? say('kit_position_exact')
      : say('kit_position_cell', { metres: formatNumber(kit.precision, 0, lang) });
  return <>{`${lat.toFixed(5)}, ${lon.toFixed(5)} (${how})`}</>;
}

function Belonging({ kit }: { kit: KitView }) {
  const { say, lang } = useSpeech();
  return (
    <>
      {kit.steward !== '' && <Fact name={say('kit_steward')}>{kit.steward}</Fact>}
      {kit.project !== null && (
        <Fact name={say('kit_project')}>
          <a href={`/projects/${kit.project.id}`}>{kit.project.name}</a>
        </Fact>
      )}
      {kit.organisations.length > 0 && (
        <Fact name={say('kit_organisations')}>{kit.organisations.map(({ name }) => name).join(', ')}</Fact>
      )}
      {kit.cluster !== null && <Fact name={say('kit_cluster')}>{kit.cluster.names[lang]}</Fact>}
      {kit.places.length > 0 && (
        <Fact name={say('kit_places')}>
          {kit.places.map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <a href={`/places/${id}`}>{name}</a>
            </span>
          ))}
        </Fact>
      )}
    </>
  );
}

/** What a kit is, who stands behind it, and under which terms its data may be used. */
export function AboutKit({ kit }: { kit: KitView }) {
  const { say, lang } = useSpeech();
  const licence = LICENCES[kit.licence];
  return (
    <section class="card" aria-labelledby="about-kit-title">
      <h2 id="about-kit-title">{say('kit_about')}</h2>
      {kit.open && <p class="notice">{say('kit_open')}</p>}
      <dl class="facts">
        <Belonging kit={kit} />
        <Fact name={say('kit_model')}>
          <Model kit={kit} />
        </Fact>
        <Fact name={say('kit_measures')}>
          <Sensors kit={kit} />
        </Fact>
        <Fact name={say('kit_exposure')}>{say(kit.exposure)}</Fact>
        <Fact name={say('kit_position')}>
          <Position kit={kit} />
        </Fact>
        <Fact name={say('kit_licence')}>
          <a href={licence.url} rel="license">
            {licence.name}
          </a>
        </Fact>
        <Fact name={say('kit_since')}>{dateWords(Date.parse(kit.created), lang)}</Fact>
        <Fact name={say('kit_dialect')}>
          {dialectWords(kit.dialect).words[lang]} <span class="quiet">({kit.dialect})</span>
        </Fact>
      </dl>
    </section>
  );
}
