import { z } from 'zod';

/** Longest period that is counted: 10 000 days are 27 years, and a slip of the pen beyond. */
const LONGEST = 10_000;

/** Reads a length of time and how it is counted. Hours are exact; days, weeks and months are units of a calendar in a zone. */
export const periodSchema = z.strictObject({
  value: z.int().min(1).max(LONGEST),
  unit: z.enum(['hours', 'calendar-days', 'working-days', 'weeks', 'months']),
});

/** A length of time, such as `{ value: 21, unit: 'calendar-days' }`. */
export type Period = Readonly<z.infer<typeof periodSchema>>;

/** @returns a period in words: `21 calendar-days` */
export function periodWords(period: Period): string {
  return `${period.value} ${period.unit}`;
}
