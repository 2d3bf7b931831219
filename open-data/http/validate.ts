import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { faultWords } from './words.ts';

/** Carries the words about a faulty request through Fastify to the error handler; never leaves this room. */
export class InvalidInput extends Error {
  readonly statusCode = 400;
}

function isList(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isList(schema.unwrap());
  return schema instanceof z.ZodArray;
}

/** A query parameter given once arrives as text, given twice as a list: those that are lists always become one. */
function asLists(query: unknown, names: readonly string[]): unknown {
  const lists: Record<string, unknown> = { ...(query as Record<string, unknown>) };
  for (const name of names) {
    const value = lists[name];
    if (value !== undefined && !Array.isArray(value)) lists[name] = [value];
  }
  return lists;
}

/** Fastify validator over zod schemas whose refusals say, in words, what was given and what is accepted. */
export const validateRequest: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart = 'body' }) => {
  const lists =
    httpPart === 'querystring' && schema instanceof z.ZodObject
      ? Object.entries(schema.shape).flatMap(([name, field]) => (isList(field) ? [name] : []))
      : [];
  return (data: unknown) => {
    const given = lists.length > 0 ? asLists(data, lists) : data;
    const result = schema.safeParse(given);
    if (result.success) return { value: result.data };
    return {
      error: new InvalidInput(faultWords(result.error.issues, { part: httpPart, schema, given })),
    };
  };
};
