import { isAbsolute } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { problem } from '../../domain/problem.ts';
import type { House } from '../house.ts';
import { backUp, bytesOf, prepareFolder, type Step } from './back-up.ts';
import type { Manifest } from './manifest.ts';

/** How the newest backup is doing. */
export type BackupState =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly file: string; readonly bytes: number }
  | { readonly state: 'done'; readonly manifest: Manifest }
  | { readonly state: 'failed'; readonly words: string };

/** The backups of a house, one at a time. */
class Backups {
  readonly #house: House;
  #last: BackupState = { state: 'none' };
  #current: { readonly folder: string; readonly step: Step; readonly done: Promise<void> } | undefined;

  constructor(house: House) {
    this.#house = house;
  }

  state(): BackupState {
    if (this.#current === undefined) return this.#last;
    const { folder, step } = this.#current;
    return { state: 'running', file: step.file, bytes: bytesOf(folder, step) };
  }

  /** Begins one; words where it cannot. */
  start(folder: string): string | undefined {
    if (this.#current !== undefined) return `A backup is being written to ${this.#current.folder}.`;
    const obstacle = prepareFolder(folder);
    if (obstacle !== undefined) return obstacle;
    const step: Step = { file: '', bytes: 0 };
    this.#current = { folder, step, done: this.#run(folder, step) };
    return undefined;
  }

  /** Resolves when none is under way. */
  async idle(): Promise<void> {
    await this.#current?.done;
  }

  async #run(folder: string, step: Step): Promise<void> {
    const { log } = this.#house;
    try {
      const manifest = await backUp(this.#house, folder, step);
      log.info({ folder }, 'backup written');
      this.#last = { state: 'done', manifest };
    } catch (error) {
      log.error({ err: error, folder }, 'backup failed');
      this.#last = { state: 'failed', words: `${step.file}: ${String(error)}` };
    } finally {
      this.#current = undefined;
    }
  }
}

/** Backups through the door of the machine's administrator. A door that closes waits for the one under way. */
export function backupRoutes(house: House): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const backups = new Backups(house);
    app.addHook('preClose', () => backups.idle());
    app.post<{ Body: { folder?: unknown } | null }>('/admin/backup', async ({ body }, reply) => {
      const folder = body?.folder;
      const refusal =
        typeof folder === 'string' && isAbsolute(folder)
          ? backups.start(folder)
          : 'Give the folder as an absolute path.';
      if (refusal === undefined) return reply.code(202).send(backups.state());
      return reply.code(400).send(problem('invalid_parameter', refusal));
    });
    app.get('/admin/backup', async () => backups.state());
  };
}
