import { readFileSync } from 'node:fs';
import type { Program } from '../program.ts';

/** Resident memory of the program, megabytes. */
export function residentMegabytes(program: Program): number {
  const status = readFileSync(`/proc/${program.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
