import { z } from 'zod';
import { ANNOUNCED, MESSAGE_STATUSES } from './webhook.types.js';

/** An endpoint to be registered. */
export const endpointSchema = z.strictObject({
  name: z.string().trim().min(1, 'what it is for, in a few words').max(100),
  url: z
    .string()
    .trim()
    .max(2000)
    .meta({ description: 'https; http only for this machine, where WEBHOOK_PRIVATE=1 allows it' }),
  types: z
    .array(z.enum(ANNOUNCED, { error: `one of ${ANNOUNCED.join(', ')}` }))
    .min(1, `at least one of ${ANNOUNCED.join(', ')}`)
    .transform((types) => [...new Set(types)]),
  workflow: z.string().max(60).nullable().default(null).meta({ description: 'only cases of this procedure' }),
});
export type EndpointInput = z.output<typeof endpointSchema>;

/** How a secret is replaced. */
export const rotationSchema = z.strictObject({
  overlap: z
    .boolean()
    .default(true)
    .meta({ description: 'false: the earlier secret signs nothing any more, because it leaked' }),
});
/** Why an endpoint is disabled. */
export const disablingSchema = z.strictObject({
  reason: z.string().trim().min(1, 'say why').max(500),
});
/** Which messages of the log, the newest first. */
export const logFilterSchema = z.strictObject({
  status: z.enum(MESSAGE_STATUSES).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.uuid().optional().meta({ description: 'id of the last message of the page before' }),
});
export type LogFilter = z.output<typeof logFilterSchema>;
