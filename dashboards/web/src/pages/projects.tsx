import type { ProjectView } from '../api-types.ts';
import { SimulatedBadge } from '../components/badge.tsx';
import { Failed } from '../components/failed.tsx';
import { Loading } from '../components/loading.tsx';
import { useData } from '../hooks/use-data.ts';
import { useTitle } from '../hooks/use-title.ts';
import { useSpeech } from '../i18n/speech.ts';

function ProjectCard({ project }: { project: ProjectView }) {
  const { say, count, lang } = useSpeech();
  const { cluster, organisations } = project;
  const who = organisations.map(({ name }) => name).join(', ');
  return (
    <li class="card project">
      <h2>
        <a href={`/projects/${project.id}`}>{project.name}</a> {project.simulated && <SimulatedBadge />}
      </h2>
      {project.summary !== '' && <p>{project.summary}</p>}
      {who !== '' && <p class="quiet">{who}</p>}
      <p class="quiet">
        {[cluster?.names[lang], say(`project_${project.status}`), count('project_kits', project.kits.length)]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}

/** Every project, with who is behind it. */
export function ProjectsPage() {
  const { say } = useSpeech();
  const { value, failure, reload } = useData<{ projects: ProjectView[] }>('/projects');
  useTitle(say('projects_title'));
  return (
    <>
      <h1>{say('projects_title')}</h1>
      <p class="lead">{say('projects_intro')}</p>
      {failure !== undefined && <Failed failure={failure} retry={reload} />}
      {value === undefined && failure === undefined && <Loading />}
      {value?.projects.length === 0 && <p class="notice">{say('projects_none')}</p>}
      <ul class="cards">
        {value?.projects.map((project) => (
          <ProjectCard key={project.id} project={project} />
        ))}
      </ul>
    </>
  );
}
