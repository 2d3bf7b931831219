import type { Kit, Licence } from '../../domain/kit.ts';

const URLS: Readonly<Record<Licence, string>> = {
  'CC-BY-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  'ODbL-1.0': 'https://opendatacommons.org/licenses/odbl/1-0/',
};

/** The licences that the readings of these kits are under, by SPDX id, each with its address. */
export function licencesOf(kits: readonly Kit[]): { id: Licence; url: string }[] {
  return [...new Set(kits.map(({ licence }) => licence))].sort().map((id) => ({ id, url: URLS[id] }));
}
