import { z } from 'zod';

/** What the operator may set of the stores. */
export const storesConfig = z.object({
  SUPERILLA_STORE: z
    .enum(['duckdb', 'influx', 'both'])
    .default('duckdb')
    .describe(
      'Where readings are kept: `duckdb` in the data folder, `influx` on an InfluxDB server, `both` in the folder with a copy on the server',
    ),
  SUPERILLA_MIRROR_CAP_MB: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, 'a whole number of megabytes from 1')
    .transform(Number)
    .default(4096)
    .describe('With `both`: megabytes of the journal that are kept for a server that is away'),
  SUPERILLA_STORE_MEMORY: z
    .string()
    .regex(/^\d+(MB|GB)$/, 'a size such as 512MB or 2GB')
    .default('512MB')
    .describe('Memory that the embedded store may use for its buffers'),
  SUPERILLA_INFLUX_URL: z
    .url({ protocol: /^https?$/, error: 'an address such as http://localhost:8086' })
    .refine((url) => !url.includes('@'), 'an address without user and password; they have keys of their own')
    .optional()
    .describe('Address of the InfluxDB server; needed with `SUPERILLA_STORE=influx` and `both`'),
  SUPERILLA_INFLUX_VERSION: z
    .enum(['1', '2'])
    .default('2')
    .describe('`1` for InfluxDB 1.x; `2` for 2.x and 3.x'),
  SUPERILLA_INFLUX_BUCKET: z
    .string()
    .optional()
    .describe(
      'Bucket, or database of InfluxDB 1.x, for this house alone; needed with `SUPERILLA_STORE=influx` and `both`',
    ),
  SUPERILLA_INFLUX_ORG: z.string().optional().describe('Organisation; needed with InfluxDB 2.x'),
  SUPERILLA_INFLUX_TOKEN: z
    .string()
    .optional()
    .describe(
      'Token that may read from and write to the bucket; InfluxDB 1.x may have user and password instead',
    ),
  SUPERILLA_INFLUX_USER: z.string().optional().describe('User of InfluxDB 1.x, where it asks for one'),
  SUPERILLA_INFLUX_PASSWORD: z.string().optional().describe('Password of that user'),
});

type StoresConfig = z.infer<typeof storesConfig>;

/** Keys that are needed beside the others and are not set, with what would be right. */
export function missingKeys(config: StoresConfig): { readonly key: string; readonly accepted: string }[] {
  if (config.SUPERILLA_STORE === 'duckdb') return [];
  return missingInflux(config);
}

/** The keys of an InfluxDB server that are not set, whichever store is chosen. */
export function missingInflux(config: StoresConfig): { readonly key: string; readonly accepted: string }[] {
  const needed = [
    ['SUPERILLA_INFLUX_URL', 'the address of the server, such as http://localhost:8086'],
    ['SUPERILLA_INFLUX_BUCKET', 'the name of a bucket or database for this house'],
    ...(config.SUPERILLA_INFLUX_VERSION === '2'
      ? [
          [
            'SUPERILLA_INFLUX_TOKEN',
            'a token that may read from and write to the bucket (with InfluxDB 1.x set SUPERILLA_INFLUX_VERSION=1)',
          ],
        ]
      : []),
  ] as const;
  return needed
    .filter(([key]) => config[key as keyof StoresConfig] === undefined)
    .map(([key = '', accepted = '']) => ({ key, accepted }));
}
