import { describe, expect, it } from 'vitest';
import { routeOf, withParameter } from './router.ts';

describe('An address', () => {
  it('leads to its page, with or without a slash at the end', () => {
    expect(routeOf('/')).toEqual({ page: 'map' });
    expect(routeOf('/projects/')).toEqual({ page: 'projects' });
    expect(routeOf('/kits/balco-1')).toEqual({ page: 'kit', id: 'balco-1' });
    expect(routeOf('/projects/respirem')).toEqual({ page: 'project', id: 'respirem' });
    expect(routeOf('/invite/AbC_-9')).toEqual({ page: 'invite', token: 'AbC_-9' });
    expect(routeOf('/places')).toEqual({ page: 'places' });
    expect(routeOf('/places/barri-01')).toEqual({ page: 'place', id: 'barri-01' });
    expect(routeOf('/method')).toEqual({ page: 'method' });
    expect(routeOf('/compare')).toEqual({ page: 'compare' });
    expect(routeOf('/about')).toEqual({ page: 'about' });
    expect(routeOf('/quarantine/')).toEqual({ page: 'quarantine' });
  });

  it('of nothing leads to the page that says so', () => {
    for (const path of [
      '/kits',
      '/kits/',
      '/invite',
      '/zzz',
      '/kits/a/b',
      '/about/us',
      '/docs',
      '/kits/%E0%A4%A',
    ])
      expect(routeOf(path), path).toEqual({ page: 'not-found' });
  });

  it('is decoded', () => {
    expect(routeOf('/kits/a%2Fb')).toEqual({ page: 'kit', id: 'a/b' });
  });
});

describe('A parameter', () => {
  const url = new URL('http://here/kits/a?lang=ca&phenomenon=no2#chart');

  it('is set and taken away, and the rest stays', () => {
    expect(withParameter(url, 'lang', 'en')).toBe('/kits/a?lang=en&phenomenon=no2#chart');
    expect(withParameter(url, 'phenomenon', undefined)).toBe('/kits/a?lang=ca#chart');
  });

  it('does not change the address it was given', () => {
    withParameter(url, 'lang', 'es');
    expect(url.searchParams.get('lang')).toBe('ca');
  });
});
