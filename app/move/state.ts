import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from '../../journal/segments/durable-file.ts';

const stateSchema = z.object({ version: z.literal(1), task: z.string(), done: z.array(z.string()) });

/** Which kits of a move are done, kept in the data folder, so that a move that ended early goes on where it was. */
export class MoveState {
  readonly #path: string;
  readonly #task: string;
  readonly #done: Set<string>;

  /** `task` says what is moved: the state of another task counts as none. */
  constructor(path: string, task: string) {
    this.#path = path;
    this.#task = task;
    this.#done = new Set(readDone(path, task));
  }

  has(kit: string): boolean {
    return this.#done.has(kit);
  }

  /** Throws what the file system throws. */
  add(kit: string): void {
    this.#done.add(kit);
    const content = { version: 1, task: this.#task, done: [...this.#done] };
    writeDurably(this.#path, Buffer.from(`${JSON.stringify(content)}\n`));
  }

  /** The move is over. */
  remove(): void {
    rmSync(this.#path, { force: true });
  }
}

function readDone(path: string, task: string): string[] {
  try {
    const kept = stateSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return kept.success && kept.data.task === task ? kept.data.done : [];
  } catch {
    return [];
  }
}
