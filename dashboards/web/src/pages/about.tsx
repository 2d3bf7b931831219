import type { Cluster } from '../api-types.ts';
import { useData } from '../hooks/use-data.ts';
import { useTitle } from '../hooks/use-title.ts';
import { useSpeech } from '../i18n/speech.ts';

const READERS = ['maker', 'citizen', 'planner'] as const;

function Readers() {
  const { say } = useSpeech();
  return (
    <section aria-labelledby="readers-title">
      <h2 id="readers-title">{say('about_three')}</h2>
      <ul class="cards cards-three">
        {READERS.map((reader) => (
          <li key={reader} class="card">
            <h3>{say(`about_${reader}`)}</h3>
            <p>{say(`about_${reader}_text`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Clusters() {
  const { say, lang } = useSpeech();
  const { value } = useData<{ clusters: Cluster[] }>('/clusters');
  if (value === undefined) return null;
  return (
    <>
      <h3>{say('about_clusters')}</h3>
      <ul class="clusters">
        {value.clusters.map(({ id, names, lead }) => (
          <li key={id}>
            <strong>{names[lang]}</strong> <span class="quiet">{lead.name}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the platform is, for whom, where the idea comes from, and where the data is. */
export function AboutPage() {
  const { say } = useSpeech();
  useTitle(say('nav_about'));
  return (
    <>
      <div class="prose">
        <h1>{say('about_title')}</h1>
        <p class="lead">{say('about_lead')}</p>
      </div>
      <Readers />
      <div class="prose">
        <h2>{say('about_trust')}</h2>
        <p>{say('about_trust_text')}</p>
        <h2>{say('about_data_title')}</h2>
        <p>{say('about_data')}</p>
        <p>
          <a class="button" href="/docs">
            {say('about_api')}
          </a>
        </p>
        <h2>{say('about_dsi_title')}</h2>
        <p>{say('about_dsi')}</p>
        <Clusters />
      </div>
    </>
  );
}
