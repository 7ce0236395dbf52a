import { z } from 'zod';

/** Where a page of a longer list begins. */
export const pageSchema = z.object({
  after: z.string().max(400).optional(),
  done: z.string().max(40).optional(),
});

/** What the form of a calendar begins with, for whoever may make one of anybody. */
export const calendarQuerySchema = pageSchema.extend({
  kind: z.string().max(20).optional(),
  code: z.string().max(60).optional(),
});

/** A form with a button alone. */
export const nonceSchema = z.object({ nonce: z.string().max(300).default('') });

/** The form that makes a calendar; what is wrong in it is said on the page. */
export const feedFormSchema = nonceSchema.extend({
  /** kind and code, as the list of names has them: `party GHA` */
  of: z.string().max(80).default(''),
});
export type FeedForm = z.output<typeof feedFormSchema>;
