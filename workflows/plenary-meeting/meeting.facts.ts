/** What the application's records say to a meeting. */
import { z } from 'zod';
import { newItemSchema } from './plenary-meeting.payloads.js';

const meetingFactsSchema = z.object({
  /** on `convene`: procedures that were broken and wait for a meeting */
  carried: z.array(newItemSchema).default([]),
});

/** @returns the facts handed over with a command @throws ZodError when the application gave another shape */
export function factsOfMeeting(event: { readonly facts: unknown }): z.output<typeof meetingFactsSchema> {
  return meetingFactsSchema.parse(event.facts);
}
