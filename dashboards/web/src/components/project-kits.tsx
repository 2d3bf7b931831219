import { useMemo, useState } from 'preact/hooks';
import type { KitView } from '../api-types.ts';
import { scaleFor } from '../colour/scale-for.ts';
import { useCatalogue } from '../hooks/use-catalogue.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSpeech } from '../i18n/speech.ts';
import { currentValues, phenomenaOf, rowsOf } from '../kit-rows.ts';
import { KitTable } from './kit-table.tsx';
import { PhenomenonSelect } from './phenomenon-select.tsx';
import { Summary } from './summary.tsx';

function Values({ kits, id }: { kits: readonly KitView[]; id: string }) {
  const now = useNow();
  const phenomenon = useCatalogue()(id);
  const scale = useMemo(() => scaleFor(id, currentValues(kits, id, now)), [kits, id, now]);
  const rows = rowsOf(kits, id, { scale, now });
  return (
    <>
      <Summary rows={rows} scale={scale} phenomenon={phenomenon} />
      <KitTable rows={rows} phenomenon={phenomenon} />
    </>
  );
}

/** The kits of a project with their newest value of a phenomenon to choose. */
export function ProjectKits({ kits }: { kits: readonly KitView[] }) {
  const { say } = useSpeech();
  const present = useMemo(() => phenomenaOf(kits), [kits]);
  const [asked, setAsked] = useState('pm2_5');
  const chosen = present.includes(asked) ? asked : (present[0] ?? asked);
  return (
    <section class="card" aria-labelledby="project-kits-title">
      <h2 id="project-kits-title">{say('project_its_kits')}</h2>
      {kits.length === 0 && <p class="quiet">{say('project_no_kits')}</p>}
      {present.length > 0 && <PhenomenonSelect present={present} chosen={chosen} choose={setAsked} />}
      {kits.length > 0 && <Values kits={kits} id={chosen} />}
    </section>
  );
}
