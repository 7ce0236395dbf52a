import type { ApiRoute } from '../../platform/openapi/index.js';
import { bulkFilterSchema, bulkOutcomeSchema, bulkPreviewSchema, bulkSendSchema } from '../notices/index.js';

const tag = 'reminders';
const OFFICES = ['chair', 'secretariat'] as const;

/** Reminders to many. */
export const noticesRoutes: readonly ApiRoute[] = [
  {
    method: 'post',
    path: '/api/v1/bulk-reminders/preview',
    operationId: 'previewBulkReminder',
    tag,
    summary: 'Whom a reminder to many would go to',
    description:
      'Sends nothing. The exact recipients are kept for an hour under an id with a hash; what is postponed or answered is left out with the reason.',
    open: OFFICES,
    body: bulkFilterSchema,
    answers: [{ status: 201, description: 'The list.', schema: bulkPreviewSchema, name: 'BulkPreview' }],
  },
  {
    method: 'post',
    path: '/api/v1/bulk-reminders/{id}/send',
    operationId: 'sendBulkReminder',
    tag,
    summary: 'Send a list that was shown, to exactly those on it',
    description:
      'What has changed meanwhile is left out and reported, nobody is added. Sent again it answers the same and sends nothing.',
    open: OFFICES,
    body: bulkSendSchema,
    answers: [{ status: 200, description: 'What was sent.', schema: bulkOutcomeSchema, name: 'BulkOutcome' }],
  },
];
