import { namespaced } from '../../domain/phenomena/catalogue.ts';
import { shiftDecimal, ucum } from '../../domain/phenomena/units.ts';
import type { Reading } from '../../domain/reading.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { byTime } from '../grouping.ts';
import { type Quantity, quantityFor } from './quantities.ts';

const NUMBERS: Readonly<Record<string, string>> = { pm_a: '1', pm_b: '2' };

/** The firmware's spelling of what the catalogue does not have. */
const OWN_KEYS = new Map(
  [
    ...['pm02Compensated', 'atmpCompensated', 'rhumCompensated', 'tvocRaw', 'noxRaw'],
    ...['pm01Standard', 'pm02Standard', 'pm10Standard'],
  ].map((key) => [namespaced(key) ?? key, key]),
);

/** The value as the firmware would send it; undefined where that value stands for none. */
function sentValue({ known, unit, sentinel }: Quantity, value: number): number | undefined {
  const conversion = known?.accepts[ucum(unit)];
  const sent =
    conversion !== undefined && 'shift' in conversion ? shiftDecimal(value, -conversion.shift) : value;
  return sent === sentinel ? undefined : sent;
}

function entryOf({ phenomenon, value }: Reading): readonly [string, number] | undefined {
  const quantity = quantityFor(phenomenon);
  if (quantity !== undefined) {
    const sent = sentValue(quantity, value);
    return sent === undefined ? undefined : [quantity.key, sent];
  }
  const key = OWN_KEYS.get(phenomenon) ?? (phenomenon.startsWith('x_') ? phenomenon : undefined);
  return key === undefined ? undefined : [key, value];
}

/** The values of one channel, as the firmware keys them. */
function partOf(readings: readonly Reading[], channel: string): Record<string, number> {
  const ofChannel = readings.filter((reading) => reading.channel === channel);
  return Object.fromEntries(ofChannel.map(entryOf).filter((entry) => entry !== undefined));
}

/** Messages as firmware publishes them by MQTT. They carry no time: the receiver takes that of arrival. */
export function encodeAirGradient(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  const serial = to.externalId.toLowerCase();
  return byTime(readings).flatMap(([, group]) => {
    const channels = Object.entries(NUMBERS)
      .map(([channel, number]) => [number, partOf(group, channel)] as const)
      .filter(([, part]) => Object.keys(part).length > 0);
    const values = partOf(group, '');
    if (channels.length === 0 && Object.keys(values).length === 0) return [];
    const extra = channels.length === 0 ? {} : { channels: Object.fromEntries(channels) };
    const about = { serialno: serial, firmware: '3.1.3', model: 'O-1PP' };
    const payload = Buffer.from(JSON.stringify({ ...values, ...extra, ...about }));
    return [{ topic: `airgradient/readings/${serial}`, headers: {}, payload }];
  });
}
