/** One chip that airRohr firmware reads. */
export interface Chip {
  /** Prefix of its names in a body that holds all sensors (custom API); empty for the DHT22, whose names have none. */
  readonly prefix: string;
  /** API pin (`X-Pin`) of its own body to Sensor.Community. */
  readonly pin: string;
  readonly channel: string;
  /** As archives call it, upper case. */
  readonly archived: readonly string[];
  /** A temperature of -1 is the sentinel, not a frosty morning. */
  readonly minusOne?: true;
}

/**
 * Channels are fixed by chip: the chips of the usual kit (SDS011, BME280, DNMS) have the empty one, every other its own
 * name, so that two sensors in one kit never share a channel. Of the chips on one pin the first here is the one that a
 * body without prefixes is taken to come from.
 */
const CHIPS: readonly Chip[] = [
  { prefix: 'SDS', pin: '1', channel: '', archived: ['SDS011', 'SDS021'] },
  {
    prefix: 'PMS',
    pin: '1',
    channel: 'pms',
    archived: ['PMS1003', 'PMS3003', 'PMS5003', 'PMS6003', 'PMS7003'],
  },
  { prefix: 'HPM', pin: '1', channel: 'hpm', archived: ['HPM'] },
  { prefix: 'SPS30', pin: '1', channel: 'sps30', archived: ['SPS30'] },
  { prefix: 'NPM', pin: '1', channel: 'npm', archived: ['NEXTPM', 'NPM'] },
  { prefix: 'IPS', pin: '1', channel: 'ips', archived: ['IPS-7100', 'IPS'] },
  { prefix: 'BMP280', pin: '3', channel: 'bmp280', archived: ['BMP280'] },
  { prefix: 'BMP', pin: '3', channel: 'bmp180', archived: ['BMP180'] },
  { prefix: '', pin: '7', channel: 'dht22', archived: ['DHT22'] },
  { prefix: 'HTU21D', pin: '7', channel: 'htu21d', archived: ['HTU21D'] },
  { prefix: 'SHT3X', pin: '7', channel: 'sht3x', archived: ['SHT30', 'SHT31', 'SHT35'] },
  { prefix: 'GPS', pin: '9', channel: '', archived: ['GPS-NEO-6M'] },
  { prefix: 'BME280', pin: '11', channel: '', archived: ['BME280'] },
  { prefix: 'DS18B20', pin: '13', channel: 'ds18b20', archived: ['DS18B20'], minusOne: true },
  { prefix: 'DNMS', pin: '15', channel: '', archived: ['DNMS (LAERM)', 'DNMS', 'LAERM'] },
  { prefix: 'SCD30', pin: '17', channel: 'scd30', archived: ['SCD30'] },
];

/** Stands for a chip that the names tell apart by themselves, on the empty channel. */
export const PLAIN_CHIP: Chip = { prefix: '', pin: '', channel: '', archived: ['PPD42NS'] };

const BY_PREFIX = new Map(CHIPS.map((chip) => [chip.prefix, chip]));
const BY_PIN = new Map(CHIPS.toReversed().map((chip) => [chip.pin, chip]));
const BY_ARCHIVED = new Map(
  [...CHIPS, PLAIN_CHIP].flatMap((chip) => chip.archived.map((name) => [name, chip] as const)),
);

/** The chip of a prefix (`BME280`); the empty prefix is the DHT22's. */
export function chipOfPrefix(prefix: string): Chip | undefined {
  return BY_PREFIX.get(prefix);
}

/** The chip that a body without prefixes comes from, by its `X-Pin`; a pin nobody knows has a channel of its own. */
export function chipOfPin(pin: string): Chip {
  const known = BY_PIN.get(pin);
  return known ?? { prefix: '', pin, channel: /^\d{1,3}$/.test(pin) ? `pin${pin}` : 'other', archived: [] };
}

/** The chip that an archive calls so; one that nobody knows has its name as channel. */
export function chipOfArchive(sensorType: string): Chip {
  const known = BY_ARCHIVED.get(sensorType.trim().toUpperCase());
  if (known !== undefined) return known;
  const channel = sensorType
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 32);
  return { prefix: '', pin: '', channel, archived: [] };
}

/** The chips whose readings stand on a channel. */
export function chipsOfChannel(channel: string): readonly Chip[] {
  return CHIPS.filter((chip) => chip.channel === channel);
}
