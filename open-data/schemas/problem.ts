import { z } from 'zod';
import { PROBLEMS, type ProblemCode } from '../../domain/problem.ts';

const CODES = Object.keys(PROBLEMS) as ProblemCode[];

export const problemSchema = z
  .object({
    type: z.string().describe('Where the error is described'),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(CODES),
    detail: z.string().describe('What exactly is wrong, and what would be right'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

const problemAnswer = {
  description: 'A problem, in words',
  content: { 'application/problem+json': { schema: problemSchema } },
} as const;

/** The problem answers that every route may give. */
export const PROBLEM_ANSWERS = { '4xx': problemAnswer, '5xx': problemAnswer } as const;

/** What a route answers: what it is for under 200, and problems. */
export function answers<T extends z.ZodType>(ok: T) {
  return { 200: ok, ...PROBLEM_ANSWERS } as const;
}
