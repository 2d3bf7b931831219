import type { ProjectView } from '../api-types.ts';
import { dateWords } from '../format.ts';
import type { Language } from '../i18n/language.ts';
import { useSpeech } from '../i18n/speech.ts';
import { Fact } from './facts.tsx';

function Organisations({ project }: { project: ProjectView }) {
  return (
    <ul class="plain">
      {project.organisations.map(({ id, name, url }) => (
        <li key={id}>{url === '' ? name : <a href={url}>{name}</a>}</li>
      ))}
    </ul>
  );
}

function periodWords({ start, end }: ProjectView, lang: Language): string {
  const words = (date: string | undefined) => (date === undefined ? '…' : dateWords(Date.parse(date), lang));
  return `${words(start)} – ${words(end)}`;
}

/** Who is behind a project, and where it stands in the city's plans. */
export function AboutProject({ project }: { project: ProjectView }) {
  const { say, lang } = useSpeech();
  const { cluster, strategies, organisations } = project;
  return (
    <section class="card">
      <dl class="facts">
        <Fact name={say('project_status')}>{say(`project_${project.status}`)}</Fact>
        {(project.start ?? project.end) !== undefined && (
          <Fact name={say('project_period')}>{periodWords(project, lang)}</Fact>
        )}
        {organisations.length > 0 && (
          <Fact name={say('kit_organisations')}>
            <Organisations project={project} />
          </Fact>
        )}
        {cluster !== null && (
          <Fact name={say('kit_cluster')}>
            {cluster.names[lang]},{' '}
            <span class="quiet">{say('project_led_by', { lead: cluster.lead.name })}</span>
          </Fact>
        )}
        {strategies.length > 0 && (
          <Fact name={say('project_strategies')}>
            <ul class="plain">
              {strategies.map(({ id, names }) => (
                <li key={id}>{names[lang]}</li>
              ))}
            </ul>
          </Fact>
        )}
        {project.url !== '' && (
          <Fact name={say('project_site')}>
            <a href={project.url}>{project.url.replace(/^https?:\/\//, '')}</a>
          </Fact>
        )}
      </dl>
    </section>
  );
}
