import { randomBytes } from 'node:crypto';
import type { District, VirtualKit } from '../../firmware-sim/district/district.ts';
import type { Obstacle, Registry } from '../../registry/contract.ts';
import type { House } from '../house.ts';

/** A district whose kits are registered, with a pass for each. */
export interface Settled {
  readonly district: District;
  readonly credentials: Map<string, string>;
}

function must<T extends object>(result: T | Obstacle): T {
  if ('obstacle' in result) throw new Error(`the demonstration cannot be registered: ${result.words}`);
  return result;
}

async function settleKit(registry: Registry, kit: VirtualKit): Promise<VirtualKit> {
  if (registry.kit(kit.id)?.simulated === true) return kit;
  const known = registry.kitByExternalId(kit.fields.dialect, kit.fields.externalId ?? '');
  if (known?.simulated === true) return { ...kit, id: known.id };
  const wanted = await registry.register(kit.fields, { id: kit.id, simulated: true });
  if (!('obstacle' in wanted)) return kit;
  // The id of a kit that was erased is never given again, so a demonstration that was switched off comes back under new ones.
  const id = `${kit.id.slice(0, 40)}-${randomBytes(3).toString('hex')}`;
  must(await registry.register(kit.fields, { id, simulated: true }));
  return { ...kit, id };
}

/** Registers what of the district is not registered yet, and issues its kits passes of this run. */
export async function settleIn(house: House, district: District): Promise<Settled> {
  const { registry, passes } = house;
  for (const organisation of district.organisations) must(await registry.organisations.put(organisation));
  for (const project of district.projects) must(await registry.projects.put(project));
  for (const place of district.places) must(await registry.places.put(place));
  const kits: VirtualKit[] = [];
  const credentials = new Map<string, string>();
  for (const virtual of district.kits) {
    const kit = await settleKit(registry, virtual);
    kits.push(kit);
    credentials.set(kit.id, passes.issue(kit.id));
  }
  return { district: { ...district, kits }, credentials };
}
