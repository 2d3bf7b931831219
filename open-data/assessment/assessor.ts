import { HUMIDITY_WITHIN } from '../../analysis/corrections/correct.ts';
import { BAD_FLAGS } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { ReadingQuery } from '../../stores/contract.ts';
import { remembered } from '../export/remember.ts';
import { type Assessment, type AssessmentPorts, levelOfReading } from './assessment.ts';
import { type Applied, appliedTo, correctable, correctedBy, needsHumidity } from './correctable.ts';
import { RecentHumidity } from './recent-humidity.ts';

const HOUR = 3_600_000;

type Changing<T> = { -readonly [Field in keyof T]: T[Field] };

/** What is done with a reading and what is told of it; neither may be held on to. */
type Put = (reading: Readonly<StoredReading>, told: Assessment) => void;

/** How the readings of a kit are corrected. */
interface Sensors {
  readonly phenomena: readonly string[];
  /** Whether readings wait for the humidity of their instant, which may come behind them. */
  readonly wait: boolean;
  readonly find: (channel: string) => (phenomenon: string) => Applied | null;
}

function sensorsOf({ kit }: AssessmentPorts, id: string): Sensors {
  const known = kit(id);
  return {
    phenomena: known === undefined ? [] : correctable(known),
    wait: known !== undefined && needsHumidity(known),
    find: remembered((channel: string) =>
      remembered((phenomenon: string) => (known && appliedTo(known, phenomenon, channel)) ?? null),
    ),
  };
}

/** The query that brings the humidity along that readings are corrected with, where it is not asked for. */
function withHumidity(query: ReadingQuery, { kit }: AssessmentPorts): ReadingQuery {
  const { phenomena, from } = query;
  const needed = query.kits.some((id) => {
    const known = kit(id);
    return known !== undefined && needsHumidity(known, phenomena);
  });
  if (!needed) return query;
  return {
    ...query,
    ...(from !== undefined && { from: from - HUMIDITY_WITHIN }),
    ...(phenomena !== undefined && { phenomena: [...new Set([...phenomena, 'humidity'])] }),
  };
}

/**
 * Assesses readings as a store gives them, kit by kit in order of time: their level, and their value corrected at the humidity of
 * the same instant, else at the kit's newest before it, at most ten minutes old. Bad readings are not corrected, and bad humidity
 * corrects nothing. Nothing is allocated from reading to reading.
 */
export class Assessor {
  /** What is to be asked of the store: humidity that was not asked for is among it, and kept back. */
  readonly query: ReadingQuery;
  readonly #ports: AssessmentPorts;
  readonly #put: Put;
  readonly #from: number;
  readonly #hides: boolean;
  readonly #sensors: (id: string) => Sensors;
  readonly #humidity = new RecentHumidity();
  readonly #told: Changing<Assessment> = {
    checked: false,
    level: 'not_evaluated',
    corrected: undefined,
    correction: '',
  };
  #kit = '';
  #of: Sensors;
  /** Start of the hour that `checked` is of. */
  #hour = Number.NaN;
  /** Readings of one instant that wait for its humidity; the objects are used again and again. */
  readonly #held: Changing<StoredReading>[] = [];
  #holding = 0;

  constructor(ports: AssessmentPorts, query: ReadingQuery, put: Put) {
    this.query = withHumidity(query, ports);
    this.#ports = ports;
    this.#put = put;
    this.#from = query.from ?? Number.NEGATIVE_INFINITY;
    this.#hides = query.phenomena !== undefined && !query.phenomena.includes('humidity');
    this.#sensors = remembered((id: string) => sensorsOf(ports, id));
    this.#of = sensorsOf(ports, '');
  }

  /** Takes the next reading in. A few of one instant may be put when the next instant comes. */
  readonly take = (reading: Readonly<StoredReading>): void => {
    if (this.#holding > 0 && (reading.time !== this.#held[0]?.time || reading.kit !== this.#kit))
      this.#release();
    if (reading.kit !== this.#kit) this.#begin(reading.kit);
    if (this.#of.wait) this.#wait(reading);
    else this.#give(reading);
  };

  /** Puts what was held back. */
  end(): void {
    this.#release();
  }

  #begin(kit: string): void {
    this.#kit = kit;
    this.#of = this.#sensors(kit);
    this.#hour = Number.NaN;
    this.#humidity.clear();
  }

  #wait(reading: Readonly<StoredReading>): void {
    if (reading.phenomenon === 'humidity' && (reading.flags & BAD_FLAGS) === 0) {
      this.#humidity.note(reading.channel, reading.time, reading.value);
      // The hygrometer of the channel counts before all others: what waits has nothing more to wait for.
      if (this.#holding > 0 && this.#held[0]?.channel === reading.channel) this.#release();
    }
    if (this.#holding > 0 || this.#of.phenomena.includes(reading.phenomenon)) this.#hold(reading);
    else this.#give(reading);
  }

  #hold(reading: Readonly<StoredReading>): void {
    const kept = this.#held[this.#holding];
    this.#holding += 1;
    if (kept === undefined) {
      this.#held.push({ ...reading });
      return;
    }
    kept.kit = reading.kit;
    kept.phenomenon = reading.phenomenon;
    kept.channel = reading.channel;
    kept.time = reading.time;
    kept.value = reading.value;
    kept.flags = reading.flags;
    kept.received = reading.received;
  }

  #release(): void {
    const holding = this.#holding;
    this.#holding = 0;
    for (let n = 0; n < holding; n++) this.#give(this.#held[n] as StoredReading);
  }

  #give(reading: Readonly<StoredReading>): void {
    const { time, phenomenon } = reading;
    if (time < this.#from || (this.#hides && phenomenon === 'humidity')) return;
    const told = this.#told;
    // Written so that no number (before the first reading, of another kit) counts as another hour.
    if (!(time >= this.#hour && time < this.#hour + HOUR)) {
      this.#hour = Math.floor(time / HOUR) * HOUR;
      told.checked = this.#ports.checked(reading.kit, this.#hour);
    }
    told.level = levelOfReading(reading, told.checked);
    if (this.#of.phenomena.length > 0 && this.#of.phenomena.includes(phenomenon)) this.#correct(reading);
    this.#put(reading, told);
    if (told.corrected !== undefined) {
      told.corrected = undefined;
      told.correction = '';
    }
  }

  #correct({ channel, phenomenon, time, value, flags }: Readonly<StoredReading>): void {
    if (flags & BAD_FLAGS) return;
    const applied = this.#of.find(channel)(phenomenon);
    if (applied === null) return;
    const result = correctedBy(applied, value, this.#humidity.at(channel, time));
    if (result === undefined) return;
    this.#told.corrected = result;
    this.#told.correction = applied.name;
  }
}
