import { z } from 'zod';

/** A TCP port in a configuration value; 0 lets the system choose one. */
export const portSchema = z
  .string()
  .regex(/^\d{1,5}$/, 'a port number')
  .transform(Number)
  .refine((port) => port <= 65_535, 'a port number');

/** `1` or `0` in a configuration value. */
export const switchSchema = z.enum(['1', '0']).transform((value) => value === '1');

/** A whole number in a configuration value, between bounds. */
export function countSchema({ least, most }: { least: number; most: number }) {
  const words = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, words)
    .transform(Number)
    .refine((count) => count >= least && count <= most, words);
}
