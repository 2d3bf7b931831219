import { OPEN_ROOMS, ROOMS } from './rooms.ts';

function node(room: string): string {
  return room.replaceAll('-', '_');
}

/** `protocols/contract` is drawn as a dotted arrow: only the contract is known, the room itself comes from `app`. */
function arrows(room: string, mayImport: readonly string[]): string[] {
  return mayImport.map((entry) => {
    const [target = '', contract] = entry.split('/');
    return `  ${node(room)} ${contract === undefined ? '-->' : '-. contract .->'} ${node(target)}`;
  });
}

/**
 * The rooms of the house as a Mermaid flowchart, in the order of the table. Everybody knows `domain`, so its arrows are drawn
 * only for rooms that know nothing else.
 */
export function roomsPicture(): string {
  const rooms = Object.entries(ROOMS);
  const boxes = rooms.map(([room, { holds }]) => `  ${node(room)}["<b>${room}/</b><br/>${holds}"]`);
  const lines = rooms.flatMap(([room, { mayImport }]) => {
    const others = mayImport.filter((entry) => entry !== 'domain');
    return arrows(room, others.length > 0 ? others : mayImport);
  });
  const open = OPEN_ROOMS.map((room) => `\`${room}/\``).join(', ');
  return [
    '```mermaid',
    'flowchart TB',
    ...boxes,
    ...lines,
    '```',
    '',
    `Every room knows \`domain/\`; ${open} know all. A dotted arrow knows the contract only.`,
  ].join('\n');
}
