import type { Context } from '../context.ts';
import type { WritePorts } from '../ports.ts';
import { kitView } from '../views/kit.ts';

/** What the writing routes share. */
export type Writing = Context & { readonly ports: WritePorts };

/** What a maker is shown once a kit has a token, or is open and has none. */
export function registeredView(context: Writing, id: string, token: string | undefined) {
  const kit = context.ports.registry.kit(id);
  if (kit === undefined) throw new Error(`kit ${id} was removed while it was registered`);
  const { topics, settings } = context.ports.kitAccess(id, token);
  return {
    kit: kitView(context, kit),
    credentials: token === undefined ? null : { username: id, password: token },
    topics: { ...topics, publish: [...topics.publish] },
    settings: settings.map(({ name, value }) => ({ name, value })),
  };
}
