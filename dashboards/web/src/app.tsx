import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Phenomenon } from './api-types.ts';
import { Frame } from './components/frame.tsx';
import { useAddress } from './hooks/use-address.ts';
import { type Catalogue, CatalogueContext } from './hooks/use-catalogue.ts';
import { useData } from './hooks/use-data.ts';
import { useInterval } from './hooks/use-interval.ts';
import { NowContext } from './hooks/use-now.ts';
import { chooseLanguage, type Language } from './i18n/language.ts';
import { SpeechContext, speechOf } from './i18n/speech.ts';
import { followLinks } from './navigation.ts';
import { AboutPage } from './pages/about.tsx';
import { ComparePage } from './pages/compare.tsx';
import { InvitePage } from './pages/invite.tsx';
import { KitPage } from './pages/kit.tsx';
import { MapPage } from './pages/map.tsx';
import { MethodPage } from './pages/method.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { PlacePage } from './pages/place.tsx';
import { PlacesPage } from './pages/places.tsx';
import { ProjectPage } from './pages/project.tsx';
import { ProjectsPage } from './pages/projects.tsx';
import { QuarantinePage } from './pages/quarantine.tsx';
import { type Route, routeOf } from './router.ts';
import { storedLanguage, storeLanguage } from './stored-language.ts';

/** How often ages are counted anew, ms. */
const AGE_TICK = 5000;

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case 'map':
      return <MapPage />;
    case 'kit':
      return <KitPage key={route.id} id={route.id} />;
    case 'projects':
      return <ProjectsPage />;
    case 'project':
      return <ProjectPage key={route.id} id={route.id} />;
    case 'places':
      return <PlacesPage />;
    case 'place':
      return <PlacePage key={route.id} id={route.id} />;
    case 'invite':
      return <InvitePage key={route.token} token={route.token} />;
    case 'about':
      return <AboutPage />;
    case 'compare':
      return <ComparePage />;
    case 'method':
      return <MethodPage />;
    case 'quarantine':
      return <QuarantinePage />;
    case 'not-found':
      return <NotFoundPage />;
  }
}

function useLanguage(address: URL): Language {
  const asked = address.searchParams.get('lang');
  const lang = chooseLanguage({ address: asked, stored: storedLanguage(), browser: navigator.languages });
  useEffect(() => {
    document.documentElement.lang = lang;
    if (asked === lang) storeLanguage(lang);
  }, [lang, asked]);
  return lang;
}

/** Puts the reader at the top of a new page, as loading it would. */
function useArrival(pathname: string): void {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    window.scrollTo(0, 0);
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [pathname]);
}

/** The whole site: language, clock, catalogue, and the page of the address inside the frame. */
export function App() {
  const address = useAddress();
  const lang = useLanguage(address);
  const speech = useMemo(() => speechOf(lang), [lang]);
  const [now, setNow] = useState(Date.now());
  const phenomena = useData<{ phenomena: Phenomenon[] }>('/phenomena').value?.phenomena;
  const catalogue = useMemo<Catalogue>(() => new Map(phenomena?.map((p) => [p.id, p])), [phenomena]);
  useInterval(() => setNow(Date.now()), AGE_TICK);
  useArrival(address.pathname);
  useEffect(() => {
    document.addEventListener('click', followLinks);
    return () => document.removeEventListener('click', followLinks);
  }, []);
  return (
    <SpeechContext.Provider value={speech}>
      <NowContext.Provider value={now}>
        <CatalogueContext.Provider value={catalogue}>
          <Frame address={address}>
            <Page route={routeOf(address.pathname)} />
          </Frame>
        </CatalogueContext.Provider>
      </NowContext.Provider>
    </SpeechContext.Provider>
  );
}
