import type { ComponentChildren } from 'preact';
import { useSpeech } from '../i18n/speech.ts';
import { DemoBanner } from './demo-banner.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Logo } from './logo.tsx';

const PAGES = [
  { href: '/', word: 'nav_map' },
  { href: '/projects', word: 'nav_projects' },
  { href: '/about', word: 'nav_about' },
] as const;

function isHere(href: string, pathname: string): boolean {
  if (href === '/') return pathname === '/' || pathname.startsWith('/kits/');
  return pathname === href || pathname.startsWith(`${href}/`);
}

function Navigation({ pathname }: { pathname: string }) {
  const { say } = useSpeech();
  return (
    <nav class="site-nav" aria-label={say('nav_main')}>
      <ul>
        {PAGES.map(({ href, word }) => (
          <li key={href}>
            <a href={href} aria-current={isHere(href, pathname) ? 'page' : undefined}>
              {say(word)}
            </a>
          </li>
        ))}
        <li>
          <a href="/docs">{say('nav_data')}</a>
        </li>
      </ul>
    </nav>
  );
}

/** What stands around every page: skip link, header with navigation and language, banner, content, footer. */
export function Frame({ address, children }: { address: URL; children: ComponentChildren }) {
  const { say } = useSpeech();
  return (
    <>
      <a class="skip" href="#content">
        {say('skip')}
      </a>
      <header class="site-header">
        <div class="site-header-row">
          <a class="site-brand" href="/">
            <Logo />
            <span>
              <span class="site-name">{say('site_name')}</span>
              <span class="site-tagline">{say('site_tagline')}</span>
            </span>
          </a>
          <Navigation pathname={address.pathname} />
          <LanguageSwitch address={address} />
        </div>
      </header>
      <DemoBanner />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer class="site-footer">
        <p>{say('footer')}</p>
        <p>
          <a href="/places">{say('places_title')}</a>
        </p>
        <p>
          <a href="/method">{say('nav_method')}</a>
        </p>
        <p>
          <a href="/docs">{say('about_api')}</a>
        </p>
        <p>
          <a href="/quarantine">{say('footer_quarantine')}</a>
        </p>
      </footer>
    </>
  );
}
