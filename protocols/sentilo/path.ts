import type { Envelope } from '../../domain/envelope.ts';
import { percentDecoded } from '../../domain/percent.ts';

/** What a path of Sentilo's API says. */
export interface SentiloPath {
  readonly service: 'data' | 'catalog';
  readonly provider: string;
  readonly sensor: string | undefined;
  /** The observation itself, where it stands in the path. */
  readonly value: string | undefined;
}

const PATH = /^\/(data|catalog)\/([^/?]+)(?:\/([^/?]+)(?:\/([^/?]+))?)?\/?(?:\?|$)/;

function plain(part: string | undefined): string | undefined {
  return part === undefined ? undefined : (percentDecoded(part) ?? part);
}

/** Reads a path; undefined where it is not Sentilo's. */
export function sentiloPath({
  transport,
  topic,
}: Pick<Envelope, 'transport' | 'topic'>): SentiloPath | undefined {
  const [, service, provider, sensor, value] = transport === 'http' ? (PATH.exec(topic) ?? []) : [];
  if (service === undefined || provider === undefined) return undefined;
  if (service === 'catalog' && sensor !== undefined) return undefined;
  return {
    service: service as 'data' | 'catalog',
    provider: plain(provider) ?? '',
    sensor: plain(sensor),
    value: plain(value),
  };
}
