import { type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { parseInput } from '../../kernel/parse.js';

/**
 * Parses a body, query or parameter at the edge: `@Body(new InputPipe(draftSchema, 'draft'))`.
 * Throws InvalidInput (400) that names every faulty field.
 */
export class InputPipe<S extends z.ZodType> implements PipeTransform<unknown, z.output<S>> {
  constructor(
    private readonly schema: S,
    private readonly what: string,
  ) {}

  transform(value: unknown): z.output<S> {
    return parseInput(this.schema, value ?? {}, this.what);
  }
}
