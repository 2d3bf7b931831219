import type { KitView, ProjectView } from '../api-types.ts';
import { AboutProject } from '../components/about-project.tsx';
import { SimulatedBadge } from '../components/badge.tsx';
import { Downloads } from '../components/downloads.tsx';
import { Failed } from '../components/failed.tsx';
import { LiveStatus } from '../components/live-status.tsx';
import { Loading } from '../components/loading.tsx';
import { ProjectKits } from '../components/project-kits.tsx';
import { useData } from '../hooks/use-data.ts';
import { useLive } from '../hooks/use-live.ts';
import { useRecovery } from '../hooks/use-recovery.ts';
import { useTitle } from '../hooks/use-title.ts';
import { phenomenaOf } from '../kit-rows.ts';
import { mergeReadings } from '../live.ts';
import { NotFoundPage } from './not-found.tsx';

interface Kits {
  readonly kits: readonly KitView[];
}

function Standing({ project, kits }: { project: ProjectView; kits: readonly KitView[] | undefined }) {
  const licences = [...new Set(kits?.map(({ licence }) => licence))];
  return (
    <>
      {project.summary !== '' && <p class="lead">{project.summary}</p>}
      {project.description !== '' && <p class="prose">{project.description}</p>}
      <AboutProject project={project} />
      {kits === undefined ? <Loading /> : <ProjectKits kits={kits} />}
      {kits !== undefined && kits.length > 0 && (
        <Downloads
          of={{ project: project.id }}
          phenomena={phenomenaOf(kits)}
          licences={licences}
          simulated={kits.some(({ simulated }) => simulated)}
        />
      )}
    </>
  );
}

/** One project: who is behind it, its kits with their newest values, its data. */
export function ProjectPage({ id }: { id: string }) {
  const name = encodeURIComponent(id);
  const project = useData<ProjectView>(`/projects/${name}`);
  const kits = useData<Kits>(`/kits?project=${name}`);
  const live = useLive(`project=${name}`, {
    readings: (readings) => kits.change((old) => ({ kits: mergeReadings(old.kits, readings) })),
    reset: kits.reload,
  });
  useRecovery(live, project);
  useTitle(project.value?.name ?? id);
  const { value, failure, reload } = project;
  if (failure?.kind === 'problem' && failure.status === 404) return <NotFoundPage />;
  return (
    <>
      <div class="page-head">
        <h1>
          {value?.name ?? id} {value?.simulated === true && <SimulatedBadge />}
        </h1>
        <LiveStatus state={live} />
      </div>
      {value === undefined && failure === undefined && <Loading />}
      {failure !== undefined && <Failed failure={failure} retry={reload} />}
      {value !== undefined && <Standing project={value} kits={kits.value?.kits} />}
    </>
  );
}
