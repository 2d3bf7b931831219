import { InfluxDB, type WriteApi, type WriteOptions } from '@influxdata/influxdb-client';
import { DATABASE } from '../servers/databases.ts';

/** Everything off that buffers and forgets: what is written goes out with `flush`, in one request, or rejects. */
export const ONE_BATCH: Partial<WriteOptions> = {
  batchSize: 1e9,
  maxBatchBytes: 1e9,
  flushInterval: 0,
  maxRetries: 0,
};

/** A writer of the client for InfluxDB 1.x, which has another path than 2.x; VictoriaMetrics takes the client's own. */
export function writerOf(
  url: string,
  about: { server: 'influxdb1' | 'victoria'; options?: Partial<WriteOptions> },
): WriteApi {
  const api = new InfluxDB({ url, token: 'none' }).getWriteApi('', DATABASE, 'ms', about.options);
  if (about.server === 'influxdb1') api.path = `/write?db=${DATABASE}&precision=ms`;
  return api;
}
