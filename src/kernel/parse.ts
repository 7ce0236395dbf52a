import type { z } from 'zod';
import { InvalidInput } from './domain-error.js';

/**
 * Parses an input at the edge.
 *
 * @param schema the zod schema of the input
 * @param value what came in
 * @param what names the input in the error («launch», «configuration»)
 * @returns the parsed value
 * @throws InvalidInput naming every faulty field
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInput(
    what,
    result.error.issues.map((issue) => ({ field: issue.path.map(String).join('.'), message: issue.message })),
  );
}
