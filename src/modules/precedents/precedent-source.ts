import { z } from 'zod';

/** Where a step of a history is known from. Every one has it. */
export const source = z.string().min(3, 'name the source, or write «assumed: …» with the reason');
