/** The case that waits for what a written procedure decides: which one it is, and what it is told once the proposal is adopted. */
import { z } from 'zod';

/** What a procedure is about, where it decides an open case: the adoption gives this command there, with the decision filled in. */
export const aboutSchema = z.strictObject({
  /** of the case: `admission` */
  workflow: z.string().trim().min(1).max(60),
  /** of the case: `KP/ADMISSION/2012/1` */
  reference: z.string().trim().min(1).max(80),
  /** what adoption does there: `decide` */
  command: z.string().trim().min(1).max(60),
  /** what the command carries beside the decision: `{ how: admitted, reason: Adopted in writing. }` */
  payload: z.record(z.string(), z.json()).default({}),
});
export type About = z.output<typeof aboutSchema>;
