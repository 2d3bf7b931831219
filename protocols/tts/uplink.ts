import { isObject } from '../body.ts';

type Body = Readonly<Record<string, unknown>>;

/** An uplink, whichever version of The Things Stack wrote it. */
export interface Uplink {
  /** `<application>/<device>`; undefined where the message does not say. */
  readonly device: string | undefined;
  readonly time: unknown;
  readonly decoded: unknown;
  readonly normalized: unknown;
  /** Base64 of the payload as it was sent. */
  readonly raw: unknown;
  /** Whether somebody typed it in the console. */
  readonly simulated: boolean;
  readonly gateways: readonly unknown[];
  readonly facts: Readonly<Record<string, unknown>>;
}

function part(body: Body, name: string): Body {
  const value = body[name];
  return isObject(value) ? value : {};
}

function listIn(body: Body, name: string): readonly unknown[] {
  const value = body[name];
  return Array.isArray(value) ? value : [];
}

function named(application: unknown, device: unknown): string | undefined {
  return typeof application === 'string' && typeof device === 'string'
    ? `${application}/${device}`
    : undefined;
}

function v3(body: Body): Uplink {
  const ids = part(body, 'end_device_ids');
  const uplink = part(body, 'uplink_message');
  const version = part(uplink, 'version_ids');
  return {
    device: named(part(ids, 'application_ids')['application_id'], ids['device_id']),
    time: uplink['received_at'] ?? body['received_at'],
    decoded: uplink['decoded_payload'],
    normalized: uplink['normalized_payload'],
    raw: uplink['frm_payload'],
    simulated: body['simulated'] === true,
    gateways: listIn(uplink, 'rx_metadata'),
    facts: { brand: version['brand_id'], model: version['model_id'], firmware: version['firmware_version'] },
  };
}

function v2(body: Body): Uplink {
  const metadata = part(body, 'metadata');
  return {
    device: named(body['app_id'], body['dev_id']),
    time: metadata['time'],
    decoded: body['payload_fields'],
    normalized: undefined,
    raw: body['payload_raw'],
    simulated: false,
    gateways: listIn(metadata, 'gateways'),
    facts: {},
  };
}

/** The uplink in a message; undefined where it holds none. */
export function uplinkIn(message: unknown): Uplink | undefined {
  if (!isObject(message)) return undefined;
  // The storage integration puts each message into a `result`.
  const body = isObject(message['result']) ? message['result'] : message;
  if (isObject(body['uplink_message'])) return v3(body);
  return typeof body['dev_id'] === 'string' ? v2(body) : undefined;
}

/** The device of any message of The Things Stack, uplink or not. */
export function deviceIn(message: unknown): string | undefined {
  if (!isObject(message)) return undefined;
  const uplink = uplinkIn(message);
  return uplink === undefined ? v3(message).device : uplink.device;
}
