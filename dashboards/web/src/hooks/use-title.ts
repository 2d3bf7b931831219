import { useEffect } from 'preact/hooks';
import { useSpeech } from '../i18n/speech.ts';

/** Names the page in the window's title. */
export function useTitle(title: string): void {
  const { say } = useSpeech();
  const site = say('site_name');
  useEffect(() => {
    document.title = `${title} · ${site}`;
  }, [title, site]);
}
