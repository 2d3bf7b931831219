import type { Bench, Figure, Pair } from '../bench.ts';
import { READINGS_OF_KIT } from '../quality/city.ts';
import type { Judged } from '../quality/main.ts';
import { count } from '../report/words.ts';

/** Runs a step in a process of its own; what it sends at its end. */
function run({ stage }: Bench, step: 'fill' | 'judge', [folder, kits]: [string, number]): Promise<Judged> {
  const child = stage.fork('./quality/main.js', [step, folder, String(kits)]);
  return new Promise((resolve, reject) => {
    child.once('message', (judged) => resolve(judged as Judged));
    child.once('exit', (code) => reject(new Error(`${step} ended with ${code}`)));
  });
}

function figures(kits: number, judged: Judged): Figure[] {
  const { judgeSeconds, againSeconds, rollUpSeconds, readings, flags, before, peak } = judged;
  const perMillion = judgeSeconds / (readings / 1e6);
  const set = Object.entries(flags).map(([flag, n]) => `${n} ${flag}`);
  return [
    {
      what: `Checking a day of ${count(kits)} kits, ${count(readings / 1e6)} M readings`,
      unit: 's',
      better: 'less',
      ours: judgeSeconds,
      beside: [{ name: 'rolling the same day up', value: rollUpSeconds }],
      notes: [
        `flags set: ${set.join(', ')}`,
        'no other program was found that checks on storing, so none is beside it',
      ],
      headline: true,
    },
    {
      what: 'The same by reading',
      unit: 's a million readings',
      better: 'less',
      ours: perMillion,
      beside: [],
    },
    {
      what: 'Checking it again: nothing to write, and the means of fifteen days of hours are known',
      unit: 's a million readings',
      better: 'less',
      ours: againSeconds / (readings / 1e6),
      beside: [],
    },
    {
      what: 'Most memory while checking',
      unit: 'MB',
      better: 'less',
      ours: peak,
      beside: [],
      notes: [`${count(before)} MB before; the store's own memory is in both`],
    },
  ];
}

/** What the checks cost. Nothing else checks readings as they are stored: they stand beside the roll-ups that run with them. */
export const QUALITY: Pair = {
  name: 'quality',
  about: 'a day of readings of a city checked, beside rolling it up',
  async run(bench) {
    const kits = bench.size === 'quick' ? 1_000 : 10_000;
    const folder = bench.stage.folder('quality');
    bench.say(
      `  storing fifteen days by hour and one of ${count((kits * READINGS_OF_KIT) / 1e6)} M readings`,
    );
    await run(bench, 'fill', [folder, kits]);
    const judged = await run(bench, 'judge', [folder, kits]);
    bench.stage.remove(folder);
    return { figures: figures(kits, judged) };
  },
};
