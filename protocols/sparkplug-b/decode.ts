import type { Envelope } from '../../domain/envelope.ts';
import { foundText } from '../../domain/refusal.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { channelOf } from '../quantities.ts';
import { silent, Tray, unreadable } from '../tray.ts';
import { type Announced, type SparkplugState, stateOf, withBirth, withoutBirth } from './memory.ts';
import { HOUSEKEEPING, keyOf, LONGEST_NAME, type Passage, takeMetrics, unitOf } from './metrics.ts';
import { readPayload, toNumber, type WirePayload } from './payload.ts';
import { askForBirth, missingBefore, tellMissing } from './session.ts';
import { partsOf, type SparkplugTopic, sparkplugTopic } from './topic.ts';

/** What a birth announces: its numeric metrics. Others need no name to be passed over. */
function announcedIn({ metrics }: WirePayload): (readonly [string, Announced])[] {
  return metrics
    .filter(({ name }) => name !== undefined && name.length <= LONGEST_NAME && !HOUSEKEEPING.test(name))
    .map((metric) => [keyOf(metric), [metric.name ?? '', metric.datatype ?? 0, unitOf(metric)]]);
}

function bdSeqOf({ metrics }: WirePayload): number | undefined {
  return toNumber(metrics.find(({ name }) => name === 'bdSeq')?.longValue);
}

function decodeDeath(at: SparkplugTopic, payload: WirePayload, context: DecodeContext): Decoded {
  const state = stateOf(context.state);
  const device = at.device ?? '';
  const seq = device !== '' && followsNode(context) ? toNumber(payload.seq) : undefined;
  const bdSeq = device === '' ? bdSeqOf(payload) : undefined;
  // The death of an earlier session, which the broker published late (Sparkplug 3.0, 6.4.22).
  if (bdSeq !== undefined && state.bdSeq !== undefined && bdSeq !== state.bdSeq) return silent();
  const dead = withoutBirth(state, device);
  return { ...silent(), state: seq === undefined ? dead : { ...dead, seq } };
}

/** Whether numbers of the node's messages can be followed: a kit that is one device of a node sees only its own. */
function followsNode(context: DecodeContext): boolean {
  return context.externalId === undefined || partsOf(context.externalId).device === undefined;
}

function passageOf(
  at: SparkplugTopic,
  { payload, state, context }: { payload: WirePayload; state: SparkplugState; context: DecodeContext },
): Passage {
  const device = at.device ?? '';
  const prefix = followsNode(context) ? channelOf(device) : '';
  return { tray: new Tray(context), state, device, prefix, time: toNumber(payload.timestamp) };
}

function decodeBirth(at: SparkplugTopic, payload: WirePayload, context: DecodeContext): Decoded {
  const device = at.device ?? '';
  const before = stateOf(context.state);
  const seq = toNumber(payload.seq);
  const born = withBirth(before, device, announcedIn(payload));
  const session = device === '' ? { seq, bdSeq: bdSeqOf(payload) } : followsNode(context) ? { seq } : {};
  const passage = passageOf(at, { payload, state: born, context });
  if (device !== '' && followsNode(context)) tellMissing(passage.tray, missingBefore(before.seq, seq), seq);
  takeMetrics(passage, payload);
  return { ...passage.tray.result(), state: { ...born, ...session } };
}

function decodeData(
  at: SparkplugTopic,
  { payload, received, context }: { payload: WirePayload; received: number; context: DecodeContext },
): Decoded {
  const before = stateOf(context.state);
  const seq = toNumber(payload.seq);
  const follows = followsNode(context);
  const missing = follows ? missingBefore(before.seq, seq) : 0;
  const passage = passageOf(at, { payload, state: before, context });
  tellMissing(passage.tray, missing, seq);
  takeMetrics(passage, payload);
  const decoded = passage.tray.result();
  const unborn = !Object.hasOwn(before.metrics, at.device ?? '');
  const unnamed = decoded.refused.some(({ code }) => code === 'unknown_alias');
  const after = follows && seq !== undefined && seq !== before.seq ? { ...before, seq } : before;
  const asking = unborn || unnamed ? askForBirth(after, at, received) : { state: after, replies: [] };
  return {
    ...decoded,
    ...(asking.state !== before && { state: asking.state }),
    ...(asking.replies.length > 0 && { replies: asking.replies }),
  };
}

/** Reads births and data; deaths end what births announced. Commands to a node hold no readings. */
export function decodeSparkplug(
  { topic, payload: bytes, received }: Envelope,
  context: DecodeContext,
): Decoded {
  const at = sparkplugTopic(topic);
  if (at === undefined) return unreadable({ code: 'wrong_shape', path: '' });
  if (at.type === 'NCMD' || at.type === 'DCMD') return silent();
  const payload = readPayload(bytes);
  if (payload === undefined)
    return unreadable({ code: 'bad_syntax', path: '', found: foundText(bytes.toString('hex', 0, 20)) });
  if (at.type.endsWith('DEATH')) return decodeDeath(at, payload, context);
  if (at.type.endsWith('BIRTH')) return decodeBirth(at, payload, context);
  return decodeData(at, { payload, received, context });
}
