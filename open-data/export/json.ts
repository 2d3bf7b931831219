import { flagWords } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { unitOf } from '../views/reading.ts';
import { isoWriter } from './iso.ts';
import { remembered } from './remember.ts';
import type { ExportFacts, ExportWriter } from './writer.ts';

/** A writer of reading views with their kit, as `JSON.stringify` writes them, from pieces that repeat. */
function readingWriter(): (reading: Readonly<StoredReading>, told: Assessment) => string {
  const time = isoWriter();
  const received = isoWriter();
  const kit = remembered((id: string) => `{"kit":${JSON.stringify(id)},"phenomenon":`);
  const phenomenon = remembered((id: string) => ({
    name: `${JSON.stringify(id)},"channel":`,
    unit: `,"unit":${JSON.stringify(unitOf(id))},"flags":`,
  }));
  const channel = remembered((id: string) => `${JSON.stringify(id)},"time":"`);
  const flags = remembered((mask: number) => `${JSON.stringify(flagWords(mask))},"received":"`);
  const correction = remembered((id: string) => `,"correction":${JSON.stringify(id)}}`);
  return (r, { level, corrected, correction: by }) => {
    const { name, unit } = phenomenon(r.phenomenon);
    const end =
      corrected === undefined
        ? ',"corrected":null,"correction":null}'
        : `,"corrected":${corrected}${correction(by)}`;
    return `${kit(r.kit)}${name}${channel(r.channel)}${time(r.time)}","value":${r.value}${unit}${flags(r.flags)}${received(r.received)}","level":"${level}"${end}`;
  };
}

/** Readings as newline-delimited JSON, one view a line. */
export function ndjsonWriter(): ExportWriter {
  const one = readingWriter();
  let text = '';
  return {
    type: 'application/x-ndjson; charset=utf-8',
    head: '',
    tail: '',
    put: (reading, told) => {
      text += `${one(reading, told)}\n`;
    },
    take: () => {
      const written = text;
      text = '';
      return written;
    },
  };
}

/** Readings as one JSON object: what the export is of, then `readings`. */
export function jsonWriter({ preamble }: ExportFacts): ExportWriter {
  const one = readingWriter();
  let text = '';
  let separator = '\n';
  return {
    type: 'application/json; charset=utf-8',
    head: `${JSON.stringify({ ...preamble, readings: [] }).slice(0, -2)}`,
    tail: ']}\n',
    put: (reading, told) => {
      text += separator + one(reading, told);
      separator = ',\n';
    },
    take: () => {
      const written = text;
      text = '';
      return written;
    },
  };
}
