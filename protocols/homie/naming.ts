import { channelOf } from '../quantities.ts';

/** The node whose sensors are the kit's own: it has the empty channel. */
const PLAIN_NODE = 'sensors';

/** The channel of a node's properties. */
export function channelOfNode(node: string): string {
  return node === PLAIN_NODE ? '' : channelOf(node);
}

const ID = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** The node of a channel; undefined where no id of a node can be made of it. */
export function nodeOfChannel(channel: string): string | undefined {
  if (channel === '') return PLAIN_NODE;
  return ID.test(channel) && channel !== PLAIN_NODE ? channel : undefined;
}
