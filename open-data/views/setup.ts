import type { Kit } from '../../domain/kit.ts';
import type { KitAccess } from '../ports.ts';

/** How a kit is set up, for its maker; `access` holds no token. */
export function setupView(kit: Kit, { topics, settings }: KitAccess) {
  const { dialect, timeZone, externalId = null, gateway = null, meanings = null, mapping = null } = kit;
  return {
    ...{ dialect, externalId, timeZone, gateway, meanings, mapping },
    topics: { ...topics, publish: [...topics.publish] },
    settings: settings.map(({ name, value }) => ({ name, value })),
  };
}
