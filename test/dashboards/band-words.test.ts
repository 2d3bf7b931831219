import { expect, it } from 'vitest';
import { AIR_SCALES } from '../../analysis/air/scales.ts';
import { scaleName } from '../../dashboards/web/src/components/kit-index/scale-name.ts';
import { LANGUAGES } from '../../dashboards/web/src/i18n/language.ts';
import { DICTIONARIES, speechOf } from '../../dashboards/web/src/i18n/speech.ts';

it.each(LANGUAGES)('The pages call the classes of the European index as the server does, in %s', (lang) => {
  const words = DICTIONARIES[lang];
  const own = [1, 2, 3, 4, 5, 6].map((band) => words[`eu_band_${band as 1}`]);
  for (const scale of AIR_SCALES.filter(({ id }) => id.startsWith('eaqi')))
    expect(own).toEqual(scale.bands.map(({ names }) => names[lang]));
});

it.each(LANGUAGES)('The pages have a name of their own for every index, in %s', (lang) => {
  const speech = speechOf(lang);
  const names = AIR_SCALES.map(({ id }) => scaleName({ scale: id, name: '' }, speech));
  expect(names).not.toContain('');
  expect(new Set(names).size).toBe(AIR_SCALES.length);
});
