import type { Selectable } from 'kysely';
import { type Annotation, type AnnotationFields, MAX_ANNOTATIONS } from '../domain/annotation.ts';
import type { Obstacle } from './contract.ts';
import type { Core } from './core.ts';
import { notFound, obstacle } from './obstacles.ts';
import { randomWord } from './secrets.ts';
import type { Tables } from './tables.ts';

const NONE: readonly Annotation[] = [];

function toRow({ id, kit, kind, from, to, note }: Annotation): Selectable<Tables['annotation']> {
  return { id, kit, kind, from_time: from, to_time: to, note };
}

function fromRow({ from_time, to_time, ...row }: Selectable<Tables['annotation']>): Annotation {
  return { ...row, kind: row.kind as Annotation['kind'], from: from_time, to: to_time };
}

function same(a: AnnotationFields, b: AnnotationFields): boolean {
  return a.kind === b.kind && a.from === b.from && a.to === b.to && a.note === b.note;
}

/** Notes on periods of kits, in memory and in their table. Methods that change run inside `Core.change`. */
export class Annotations {
  readonly #core: Core;
  readonly #exists: (kit: string) => boolean;
  readonly #byKit = new Map<string, readonly Annotation[]>();

  private constructor(core: Core, exists: (kit: string) => boolean) {
    this.#core = core;
    this.#exists = exists;
  }

  static async load(core: Core, exists: (kit: string) => boolean): Promise<Annotations> {
    const annotations = new Annotations(core, exists);
    const byKit = new Map<string, Annotation[]>();
    for (const row of await core.db.selectFrom('annotation').selectAll().execute()) {
      const ofKit = byKit.get(row.kit);
      if (ofKit === undefined) byKit.set(row.kit, [fromRow(row)]);
      else ofKit.push(fromRow(row));
    }
    for (const [kit, all] of byKit) annotations.#hold(kit, all);
    return annotations;
  }

  of(kit: string): readonly Annotation[] {
    return this.#byKit.get(kit) ?? NONE;
  }

  async add(kit: string, { kind, from, to, note }: AnnotationFields): Promise<Annotation | Obstacle> {
    if (!this.#exists(kit)) return notFound('kit', kit);
    const before = this.of(kit);
    const standing = before.find((one) => same(one, { kind, from, to, note }));
    if (standing !== undefined) return standing;
    if (before.length >= MAX_ANNOTATIONS)
      return obstacle('full', 'kit', `The kit “${kit}” has ${MAX_ANNOTATIONS} notes; remove one first.`);
    const annotation = { id: randomWord(10), kit, kind, from, to, note };
    await this.#core.write((tx) => tx.insertInto('annotation').values(toRow(annotation)).execute());
    this.#hold(kit, [...before, annotation]);
    this.#core.tell({ type: 'annotations_changed', kit, from, to });
    return annotation;
  }

  async remove(kit: string, id: string): Promise<true | Obstacle> {
    if (!this.#exists(kit)) return notFound('kit', kit);
    const gone = this.of(kit).find((one) => one.id === id);
    if (gone === undefined) return notFound('note', id);
    await this.#core.write((tx) => tx.deleteFrom('annotation').where('id', '=', id).execute());
    this.#hold(
      kit,
      this.of(kit).filter((one) => one !== gone),
    );
    this.#core.tell({ type: 'annotations_changed', kit, from: gone.from, to: gone.to });
    return true;
  }

  forget(kit: string): void {
    this.#byKit.delete(kit);
  }

  #hold(kit: string, all: readonly Annotation[]): void {
    if (all.length === 0) this.#byKit.delete(kit);
    else
      this.#byKit.set(
        kit,
        all.toSorted((a, b) => a.from - b.from || a.to - b.to),
      );
  }
}
