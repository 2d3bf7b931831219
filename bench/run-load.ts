import type { ChildProcess } from 'node:child_process';
import type { Hold, LoadOrder, LoadReport } from './load/order.ts';
import type { Stage } from './stage.ts';

function reportOf(child: ChildProcess): Promise<LoadReport> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: { report?: LoadReport }) => {
      if (message.report !== undefined) resolve(message.report);
    });
    child.once('exit', (code) => reject(new Error(`the load ended with ${code}`)));
  });
}

/** Runs a load in a process of its own, so that it shares no event loop with what it measures. */
export function runLoad(stage: Stage, order: LoadOrder): Promise<LoadReport> {
  const child = stage.fork('./load/main.js');
  child.send(order);
  return reportOf(child);
}

/** Connections that stand until they are released. */
export interface Standing {
  readonly connectsPerSecond: number;
  release(): Promise<void>;
}

/** Opens connections and keeps them. */
export async function holdConnections(stage: Stage, order: Hold): Promise<Standing> {
  const child = stage.fork('./load/main.js');
  const report = reportOf(child);
  const standing = new Promise<{ connectsPerSecond: number }>((resolve) => {
    child.on('message', (message: { standing?: { connectsPerSecond: number } }) => {
      if (message.standing !== undefined) resolve(message.standing);
    });
  });
  child.send(order);
  const { connectsPerSecond } = await Promise.race([standing, report]);
  return {
    connectsPerSecond,
    async release() {
      child.send('release');
      await report;
    },
  };
}
