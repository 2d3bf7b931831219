import { posix } from 'node:path';
import type { Import } from './import-scan.ts';
import { OPEN_ROOMS, ROOMS } from './rooms.ts';

/** Files that `room/contract` opens, by room; `<room>/contract.ts` where none are named. */
const CONTRACTS: Readonly<Record<string, readonly string[]>> = {
  protocols: ['protocols/contract.ts', 'protocols/archive.ts'],
};

/** Packages that the words of the house may rest on. */
const DOMAIN_PACKAGES: readonly string[] = ['zod'];
const TEST_PACKAGES = /^(vitest|fast-check|node:)/;

function isTest(file: string): boolean {
  return /\.(test|test-kit)\.tsx?$/.test(file);
}

function packageFault(file: string, specifier: string): string | undefined {
  if (!file.startsWith('domain/') || DOMAIN_PACKAGES.includes(specifier)) return undefined;
  if (isTest(file) && TEST_PACKAGES.test(specifier)) return undefined;
  return `domain imports no package but ${DOMAIN_PACKAGES.join(', ')}`;
}

function allowed(entry: string, target: string): boolean {
  const [room = '', contract] = entry.split('/');
  if (contract === undefined) return target.startsWith(`${room}/`);
  return (CONTRACTS[room] ?? [`${room}/contract.ts`]).includes(target);
}

function relativeFault(file: string, specifier: string): string | undefined {
  const [room = ''] = file.split('/');
  const target = posix.join(posix.dirname(file), specifier);
  if (target.startsWith('..')) return 'it leads out of the project';
  const rules = ROOMS[room];
  if (rules === undefined || target.startsWith(`${room}/`)) return undefined;
  const inPackage = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(target);
  if (inPackage !== null) return packageFault(file, inPackage[1] ?? '');
  if (rules.mayImport.some((entry) => allowed(entry, target))) return undefined;
  const others = rules.mayImport.length === 0 ? 'nothing' : rules.mayImport.join(', ');
  return `${room} may import ${others} besides itself`;
}

/**
 * Which rule of the house an import breaks, in words; undefined for one that is allowed.
 * @param file path from the project's root, with forward slashes
 */
export function importFault(file: string, { specifier }: Pick<Import, 'specifier'>): string | undefined {
  const [room = ''] = file.split('/');
  if (OPEN_ROOMS.includes(room)) return undefined;
  if (specifier === undefined) return 'a computed import cannot be held against the rooms';
  return specifier.startsWith('.') ? relativeFault(file, specifier) : packageFault(file, specifier);
}
