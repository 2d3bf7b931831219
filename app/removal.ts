import type { House } from './house.ts';

/** Setting that lists kits whose erasure has begun: a crash in between must not leave their readings behind. */
const KEY = 'erasing';

function listed(house: House): string[] {
  return JSON.parse(house.registry.setting(KEY) ?? '[]') as string[];
}

/** Erases the readings of a kit that the registry no longer has; resolves when that is on disk. */
export async function eraseKit(house: House, kit: string): Promise<void> {
  await house.registry.setSetting(KEY, JSON.stringify([...listed(house), kit]));
  await house.ingest.erase(kit);
  await house.registry.setSetting(KEY, JSON.stringify(listed(house).filter((other) => other !== kit)));
}

/** Carries on with erasures that a crash cut short. */
export async function finishErasures(house: House): Promise<void> {
  for (const kit of new Set(listed(house))) {
    await house.ingest.erase(kit);
    await house.registry.setSetting(KEY, JSON.stringify(listed(house).filter((other) => other !== kit)));
  }
}
