import { useTitle } from '../hooks/use-title.ts';
import { useSpeech } from '../i18n/speech.ts';

/** For addresses that lead nowhere. */
export function NotFoundPage() {
  const { say } = useSpeech();
  useTitle(say('not_found_title'));
  return (
    <div class="prose">
      <h1>{say('not_found_title')}</h1>
      <p class="lead">{say('not_found_text')}</p>
      <p>
        <a class="button" href="/">
          {say('not_found_home')}
        </a>
      </p>
    </div>
  );
}
