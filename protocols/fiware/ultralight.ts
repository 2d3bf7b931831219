import { takeNamed } from '../named.ts';
import { type Tray, UNTIMED } from '../tray.ts';
import { isTimeText, whenOf } from './time.ts';

/** The attribute by which a device writes its time among the others. */
const TIME = 'TimeInstant';

interface Group {
  readonly time: string | undefined;
  /** Names and values in turn. */
  readonly parts: readonly string[];
}

/** A group with the time that stands before its measures, or among them; undefined where it is none. */
function groupOf(text: string): Group | undefined {
  const parts = text.split('|').map((part) => part.trim());
  const timed = parts.length % 2 === 1;
  if (timed && (parts.length < 3 || !isTimeText(parts[0] ?? ''))) return undefined;
  const measures = timed ? parts.slice(1) : parts;
  const named = measures.findIndex((part, at) => at % 2 === 0 && part === TIME);
  const time = timed ? parts[0] : named < 0 ? undefined : measures[named + 1];
  return { time, parts: measures };
}

/** The result of a command, `device@command|result`: no measure. */
const RESULT = /^[^|]*@/;

function takeGroup(tray: Tray, text: string, at: { path: string; time: string | undefined }): void {
  const { path } = at;
  const group = groupOf(text);
  if (group === undefined) {
    tray.refuse('bad_syntax', path.slice(0, -1), text);
    return;
  }
  const stamp = group.time ?? at.time;
  const when = stamp === undefined ? UNTIMED : whenOf(tray, stamp, `${path}time`);
  if (when === undefined) return;
  const { parts } = group;
  for (let i = 0; i + 1 < parts.length && !tray.overfull; i += 2)
    if (parts[i] !== TIME) takeNamed({ tray, when, sensor: '', path }, parts[i] ?? '', parts[i + 1]);
}

/** Takes UltraLight 2.0: `t|15|k|abc`, groups parted by `#`, each with a time before it or none. */
export function takeUltralight(tray: Tray, text: string, time: string | undefined): void {
  const groups = text.trim().split('#');
  for (let at = 0; at < groups.length && !tray.overfull; at++) {
    const group = groups[at] ?? '';
    if (RESULT.test(group)) tray.ignored++;
    else takeGroup(tray, group, { path: groups.length === 1 ? '' : `[${at}].`, time });
  }
}
