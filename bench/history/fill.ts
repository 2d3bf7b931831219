import { Point } from '@influxdata/influxdb-client';
import type { Row } from '../../domain/reading.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import { ONE_BATCH, writerOf } from '../peers/influx-client.ts';
import { batches, pointsOf, type Shape } from './history.ts';

export interface Filling {
  readonly shape: Shape;
  /** Readings of a batch. */
  readonly batch: number;
  readonly progress?: (share: number) => void;
}

async function fill(
  { shape, batch, progress }: Filling,
  put: (rows: Row[]) => Promise<void>,
): Promise<number> {
  let spent = 0;
  let points = 0;
  const total = pointsOf(shape);
  let told = 0;
  for (const rows of batches(shape, batch)) {
    const began = performance.now();
    await put(rows);
    spent += performance.now() - began;
    points += batch;
    if (points - told < total / 10) continue;
    told = points;
    progress?.(points / total);
  }
  return spent;
}

/** Puts a history into our store; the milliseconds that the store took, making it safe included. */
export async function fillStore(store: ReadingStore, filling: Filling): Promise<number> {
  let watermark = store.watermark();
  const spent = await fill(filling, async (rows) => {
    watermark += 1;
    const { accepted, retry } = await store.append({ rows, late: [], watermark });
    if (retry !== undefined || accepted === 0) throw new Error(`not stored: ${retry?.reason}`);
  });
  const began = performance.now();
  await store.checkpoint();
  return spent + performance.now() - began;
}

/** Puts a history into a server through the client, batch after batch; the milliseconds that took. */
export async function fillServer(
  url: string,
  server: 'influxdb1' | 'victoria',
  filling: Filling,
): Promise<number> {
  const options = { ...ONE_BATCH, writeFailed: (error: Error) => Promise.reject(error) };
  const api = writerOf(url, { server, options });
  const spent = await fill(filling, async (rows) => {
    api.writePoints(rows.map(pointOf));
    await api.flush();
  });
  await api.close();
  return spent;
}

function pointOf({ kit, time, phenomena, values }: Row): Point {
  const point = new Point('readings').tag('kit', kit).timestamp(time);
  for (let n = 0; n < phenomena.length; n++) point.floatField(phenomena[n] as string, values[n]);
  return point;
}
