import { parentPort, workerData } from 'node:worker_threads';
import { GroupWriter } from './group-writer.ts';
import type { ThreadOptions, ToThread } from './messages.ts';

/** The journal's thread. It blocks on the disk, so that nothing else in the process does. */
const port = parentPort;
if (port === null) throw new Error('This file is the thread of the journal; it does not run alone.');

const writer = new GroupWriter(workerData as ThreadOptions, (message, transfer) =>
  port.postMessage(message, transfer),
);
port.on('message', (message: ToThread) => {
  if (!writer.take(message)) port.close();
});
