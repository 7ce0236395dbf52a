/**
 * What a body asks of a launch beside rule and window. A block of the rule set that may be left out: then nothing of the kind is asked,
 * and reminders stand as the rules have them. Rule sets frozen before it existed have none.
 */
import { z } from 'zod';

export const launchConditionsSchema = z.strictObject({
  /** a member that no mail reaches: launched all the same, launched with a reason that is kept, or not launched */
  unreached: z.enum(['allowed', 'asks-reason', 'blocked']),
  /** whether a launch that departs from window or reminders of the rules has to say why; where it is free, the pages ask for it and programs need not */
  departure: z.enum(['free', 'asks-reason']),
  /** whether a confirmed launch waits for a second person, of the Secretariat */
  countersign: z.boolean(),
  /** which days before the deadline may be chosen for reminders instead of those of the rules; null: none */
  reminderDays: z
    .strictObject({
      /** how many at least and at most */
      least: z.int().min(0),
      most: z.int().min(1),
      /** the earliest of them, in days before the deadline */
      earliest: z.int().min(1),
    })
    .nullable(),
  source: z.string().min(3, 'name the document and article, or write «assumed: …» with the reason'),
});
export type LaunchConditions = z.output<typeof launchConditionsSchema>;

/** What holds where a rule set says nothing. */
const UNCONDITIONAL: LaunchConditions = {
  unreached: 'allowed',
  departure: 'free',
  countersign: false,
  reminderDays: null,
  source: 'assumed: what the rules do not ask for is not needed',
};

/** @returns what the rules ask of a launch */
export function launchConditions({ launch }: { readonly launch?: LaunchConditions }): LaunchConditions {
  return launch ?? UNCONDITIONAL;
}
