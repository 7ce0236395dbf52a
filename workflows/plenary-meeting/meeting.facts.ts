/** What the application's records say to a meeting. */
import { z } from 'zod';
import { newItemSchema } from './plenary-meeting.payloads.js';

const meetingFactsSchema = z.object({
  /** codes of the organs in which the sender sits, and of their predecessors */
  organs: z.array(z.string()).default([]),
  /** on `convene` and `add-items`: what waits for a Plenary, broken procedures and deferred items */
  carried: z.array(newItemSchema).default([]),
  /** on `record-clauses` and `amend-clause`: by clause why the records would not take it */
  refusedByRecords: z.record(z.string(), z.string()).default({}),
  /** on `register-attendance`: what each code is on the roll at that instant; one that is missing is neither */
  onRoll: z.record(z.string(), z.enum(['participant', 'observer'])).default({}),
});

/** @returns the facts handed over with a command @throws ZodError when the application gave another shape */
export function factsOfMeeting(event: { readonly facts: unknown }): z.output<typeof meetingFactsSchema> {
  return meetingFactsSchema.parse(event.facts);
}
