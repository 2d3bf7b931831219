import type { Envelope } from '../../domain/envelope.ts';
import { percentDecoded } from '../../domain/percent.ts';

/** What a topic or path of The Things Stack says. */
export interface TtsTopic {
  /** `up` for uplinks; `join`, `down`, … hold no readings. */
  readonly event: string;
  /** `<application>/<device>`; undefined by HTTP, where the message says it. */
  readonly device: string | undefined;
  /** How the payload's bytes are laid out, where the webhook's path says it. */
  readonly profile: string | undefined;
}

/** `v3/<application>@<tenant>/devices/<device>/up`. */
const V3 = /^v3\/([^/@]+)(?:@[^/]+)?\/devices\/([^/]+)\/([a-z]+)(?:\/[a-z]+)?$/;
/** The Things Network V2: `<application>/devices/<device>/up`. */
const V2 = /^([^/]+)\/devices\/([^/]+)\/up$/;
const PATH = /^\/tts\/(?:profile\/([^/?]+)\/)?([a-z-]+)\/?(?:\?|$)/;

/** What only messages of V2 say. */
const V2_MARK = '"dev_id"';

/** Reads topic or path; undefined for a message that is not The Things Stack's. */
export function ttsTopic({
  transport,
  topic,
  payload,
}: Pick<Envelope, 'transport' | 'topic' | 'payload'>): TtsTopic | undefined {
  if (transport === 'http') {
    const [, profile, event] = PATH.exec(topic) ?? [];
    return event === undefined
      ? undefined
      : {
          event,
          device: undefined,
          profile: profile === undefined ? undefined : (percentDecoded(profile) ?? profile),
        };
  }
  if (transport !== 'mqtt') return undefined;
  const [, application, device, event] = V3.exec(topic) ?? [];
  if (event !== undefined) return { event, device: `${application}/${device}`, profile: undefined };
  const [, v2Application, v2Device] = V2.exec(topic) ?? [];
  if (v2Device === undefined || !payload.includes(V2_MARK)) return undefined;
  return { event: 'up', device: `${v2Application}/${v2Device}`, profile: undefined };
}
