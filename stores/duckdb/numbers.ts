import type { DuckDBConnection } from '@duckdb/node-api';

/** A result row whose columns are all numbers. */
export type NumberRow = readonly (number | null)[];

/** Every row of a query whose columns are DOUBLE, INTEGER or smaller. */
export async function numbers(connection: DuckDBConnection, sql: string): Promise<NumberRow[]> {
  const result = await connection.run(sql);
  return (await result.getRows()) as NumberRow[];
}
