import type { House } from './house.ts';

/** Erases the readings of a kit that the registry no longer has; resolves when that is on disk. */
export async function eraseKit(house: House, kit: string): Promise<void> {
  await house.ingest.erase(kit);
  await house.registry.erased(kit);
}

/** Carries on with erasures that a crash cut short: the registry knows them since the kits were removed. */
export async function finishErasures(house: House): Promise<void> {
  for (const kit of house.registry.toErase()) await eraseKit(house, kit);
}
