import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/language.ts';
import { useSpeech } from '../i18n/speech.ts';
import { withParameter } from '../router.ts';

/** Links to this page in the other languages; the address carries the choice, so it can be shared. */
export function LanguageSwitch({ address }: { address: URL }) {
  const { lang, say } = useSpeech();
  return (
    <nav class="language-switch" aria-label={say('language')}>
      <ul>
        {LANGUAGES.map((other) => (
          <li key={other}>
            <a
              href={withParameter(address, 'lang', other)}
              lang={other}
              hreflang={other}
              title={LANGUAGE_NAMES[other]}
              aria-label={LANGUAGE_NAMES[other]}
              aria-current={other === lang ? 'true' : undefined}
            >
              {other.toUpperCase()}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
