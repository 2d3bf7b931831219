import { Command } from 'commander';
import type { Calibration } from '../../../domain/calibration.ts';
import { phenomenonOf } from '../../../domain/phenomena/catalogue.ts';
import { type Format, printJson, printLines, say } from '../output.ts';
import { withHouse } from '../settings.ts';
import { Stop } from '../stop.ts';
import { documentOf } from './kit-document.ts';

const HELP = `
The file holds one calibration, or a list of them. One takes the place of that sensor's calibration before, and leaves those of
other sensors alone; a list takes the place of all; null takes all away. Raw values stay; corrected = offset + slope·raw is shown
beside them, with the report. Everybody can read it.

Example of a file (offset and rmse in the phenomenon's own unit, pairs are hourly means):
  {
    "id": "eixample-no2", "version": "2026-03", "phenomenon": "no2",
    "slope": 0.8, "offset": 4,
    "coLocation": {
      "station": "Barcelona (Eixample)", "report": "https://example.org/report",
      "from": "2026-01-01", "to": "2026-02-01", "pairs": 700, "r2": 0.9, "rmse": 3.1
    }
  }
"channel" names the sensor where a kit has two of one kind.`;

function sensorOf({ phenomenon, channel = '' }: Partial<Calibration>): string {
  return channel === '' ? `${phenomenon}` : `${phenomenon}@${channel}`;
}

/**
 * All calibrations of the kit once the document is in force: a list or null stands for all, a single one for its sensor only.
 * Whether they are as they should be, the server says.
 */
export function withDocument(standing: readonly Calibration[], document: unknown): unknown {
  if (Array.isArray(document) || document === null) return document;
  if (typeof document !== 'object')
    throw new Stop('The file must hold a calibration, a list of them, or null.');
  const sensor = sensorOf(document);
  return [...standing.filter((one) => sensorOf(one) !== sensor), document];
}

/** What a calibration means, in two lines. */
export function calibrationLines(calibration: Calibration): string[] {
  const { id, version, slope, offset, coLocation } = calibration;
  const { pairs, station, from, to, r2, rmse, report } = coLocation;
  const unit = phenomenonOf(calibration.phenomenon)?.unitLabel ?? '';
  const fit = [r2 === undefined ? '' : `, R² ${r2}`, rmse === undefined ? '' : `, RMSE ${rmse} ${unit}`];
  return [
    `${sensorOf(calibration)}: corrected = ${offset} + ${slope}·raw in ${unit}, from ${pairs} pairs beside ${station}, ${from} to ${to}${fit.join('')}`,
    `  ${id}@${version}, report: ${report}`,
  ];
}

/** `superilla kit calibrate` */
export function calibrateCommand(): Command {
  return new Command('calibrate')
    .description('declare how a sensor of a kit was calibrated beside a station')
    .argument('<kit>', 'id of the kit')
    .argument('<file>', 'JSON; - reads standard input')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action((id: string, file: string, flags: Format, command: Command) =>
      withHouse(command, async ({ client }) => {
        const path = `/api/v1/kits/${encodeURIComponent(id)}`;
        const document = await documentOf(file);
        const before = await client.call<{ calibrations: Calibration[] }>('GET', path);
        const body = withDocument(before.calibrations, document);
        const saved = await client.call<{ calibrations: Calibration[] }>('PUT', `${path}/calibrations`, body);
        if (flags.json === true) return printJson(saved);
        if (saved.calibrations.length === 0) return printLines([`Kit ${id} has no calibration any more.`]);
        printLines([`Calibrations of kit ${id}:`, ...saved.calibrations.flatMap(calibrationLines)]);
        const phenomenon = encodeURIComponent(saved.calibrations[0]?.phenomenon ?? '');
        say(`Corrected values stand beside the raw ones: /api/v1/hours?kit=${id}&phenomenon=${phenomenon}`);
      }),
    );
}
