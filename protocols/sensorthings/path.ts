import type { Envelope } from '../../domain/envelope.ts';
import { percentDecoded } from '../../domain/percent.ts';

/** What a topic or path of the SensorThings API says. */
export interface SensorThingsPath {
  /** A list of observations of several datastreams, with their components beside them. */
  readonly form: 'observation' | 'data-array';
  /** Id of the datastream; undefined where the observation links it. */
  readonly datastream: string | undefined;
}

const TOPIC = /^v1\.[01]\/(.+)$/;
const PATH = /^(?:\/FROST-Server)?\/v1\.[01]\/([^?]+)(?:\?|$)/;
const OBSERVATIONS = /^(?:Multi)?Datastreams\(('?)([^/()']{1,64})\1\)\/Observations\/?$/;

/** Reads topic or path; undefined where nothing is created there that holds observations. */
export function sensorThingsPath({
  transport,
  topic,
}: Pick<Envelope, 'transport' | 'topic'>): SensorThingsPath | undefined {
  const pattern = transport === 'mqtt' ? TOPIC : PATH;
  const [, resource = ''] = transport === 'mqtt' || transport === 'http' ? (pattern.exec(topic) ?? []) : [];
  const name = transport === 'http' ? (percentDecoded(resource) ?? resource) : resource;
  if (/^Observations\/?$/.test(name)) return { form: 'observation', datastream: undefined };
  if (transport === 'http' && /^CreateObservations\/?$/.test(name))
    return { form: 'data-array', datastream: undefined };
  const [, , datastream] = OBSERVATIONS.exec(name) ?? [];
  return datastream === undefined ? undefined : { form: 'observation', datastream };
}
