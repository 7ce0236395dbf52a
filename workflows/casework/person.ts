/** Who did something, as a memory keeps it. */
import { z } from 'zod';
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';

export const personSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  party: z.string().nullable(),
});
export type Person = z.output<typeof personSchema>;

/** @returns whoever gave the command */
export function personOf({ actor }: Pick<CommandEvent | StartInput, 'actor'>): Person {
  return { id: actor.id, name: actor.name, party: actor.party ?? null };
}
