import { flagWords } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import { unitOf } from '../views/reading.ts';
import { isoWriter } from './iso.ts';
import { remembered } from './remember.ts';
import type { ExportFacts, ExportWriter } from './writer.ts';

/**
 * Text as a CSV cell (RFC 4180): quoted where commas, quotes or line ends stand in it. Text that a spreadsheet
 * would take for a formula gets an apostrophe before it.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Readings as CSV, one a line; numbers in the shortest form that reads back equal. */
export function csvWriter({ licenceOf }: ExportFacts): ExportWriter {
  const time = isoWriter();
  const received = isoWriter();
  const kit = remembered((id: string) => ({ cell: csvCell(id), licence: licenceOf(id) ?? '' }));
  const phenomenon = remembered((id: string) => ({ cell: csvCell(id), unit: csvCell(unitOf(id)) }));
  const channel = remembered(csvCell);
  const flags = remembered((mask: number) => flagWords(mask).join(';'));
  const row = (r: StoredReading) => {
    const { cell, licence } = kit(r.kit);
    const observed = phenomenon(r.phenomenon);
    return `${time(r.time)},${cell},${observed.cell},${channel(r.channel)},${r.value},${observed.unit},${flags(r.flags)},${received(r.received)},${licence}\r\n`;
  };
  return {
    type: 'text/csv; charset=utf-8; header=present',
    head: 'time,kit,phenomenon,channel,value,unit,flags,received,licence\r\n',
    tail: '',
    write: (readings) => {
      let text = '';
      for (const reading of readings) text += row(reading);
      return text;
    },
  };
}
