import { useEffect } from 'preact/hooks';
import { Failed } from '../components/failed.tsx';
import { Loading } from '../components/loading.tsx';
import { ComparisonSection, RollUps, UncertaintySection } from '../components/method/agreement.tsx';
import { Indices, Standards } from '../components/method/air.tsx';
import { Contents } from '../components/method/contents.tsx';
import { Corrections, Sensors } from '../components/method/instruments.tsx';
import { NoiseSection } from '../components/method/noise.tsx';
import { Checks, Levels, Ranges } from '../components/method/trust.tsx';
import type { Method } from '../components/method/types.ts';
import { useData } from '../hooks/use-data.ts';
import { useTitle } from '../hooks/use-title.ts';
import { useSpeech } from '../i18n/speech.ts';

/** Brings the reader to the entry that the address names, which is there only now. */
function useAnchor(): void {
  useEffect(() => {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
}

function Whole({ method }: { method: Method }) {
  useAnchor();
  return (
    <>
      <Contents method={method} />
      <Levels method={method} />
      <Checks method={method} />
      <Ranges method={method} />
      <Sensors method={method} />
      <Corrections method={method} />
      <Indices method={method} />
      <Standards method={method} />
      <NoiseSection method={method} />
      <RollUps method={method} />
      <UncertaintySection method={method} />
      <ComparisonSection method={method} />
    </>
  );
}

/** How the numbers come about: every check, formula and source. */
export function MethodPage() {
  const { say } = useSpeech();
  const { value, failure, reload } = useData<Method>('/method');
  useTitle(say('nav_method'));
  return (
    <>
      <h1>{say('method_title')}</h1>
      <p class="lead">{say('method_lead')}</p>
      {value === undefined && failure === undefined && <Loading />}
      {failure !== undefined && <Failed failure={failure} retry={reload} />}
      {value !== undefined && <Whole method={value} />}
    </>
  );
}
