import { z } from 'zod';
import type { ApiRoute } from '../../platform/openapi/index.js';
import { mailFilterSchema } from '../notifications/index.js';
import { travelSchema } from '../operations/index.js';
import { mailAnswer, mailEntryAnswer } from './answers.js';

const OFFICES = ['secretariat', 'chair'] as const;
const SECRETARIAT = ['secretariat'] as const;
const id = { id: z.uuid() };
const tried = [{ status: 204, description: 'It is tried again.' }] as const;

/** The mail log, the clock, health, and what was parked. */
export const operationsRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/mails',
    operationId: 'listMails',
    tag: 'mails',
    summary: 'The mail log, newest first',
    open: OFFICES,
    query: mailFilterSchema,
    answers: [{ status: 200, description: 'The mails.', schema: z.array(mailEntryAnswer) }],
  },
  {
    method: 'get',
    path: '/api/v1/mails/{id}',
    operationId: 'showMail',
    tag: 'mails',
    summary: 'One mail as sent, with its personal link and code blanked',
    open: OFFICES,
    pathSchemas: id,
    answers: [{ status: 200, description: 'The mail.', schema: mailAnswer }],
  },
  {
    method: 'post',
    path: '/api/v1/mails/{id}/resend',
    operationId: 'resendMail',
    tag: 'mails',
    summary: 'Send a mail again, with a link of its own',
    open: SECRETARIAT,
    pathSchemas: id,
    answers: [
      {
        status: 202,
        description: 'The new mail waits to be sent.',
        schema: z.object({ mailId: z.string() }),
      },
    ],
  },
  {
    method: 'post',
    path: '/api/v1/mail/bounces',
    operationId: 'takeBounce',
    tag: 'mails',
    summary: 'Hand over a mail that came back',
    description: 'For a mail provider, by the token of MAIL_WEBHOOK_TOKEN, and for the Secretariat.',
    open: 'mail-server',
    bodyType: 'message/rfc822',
    answers: [{ status: 200, description: 'What became of it: recorded, or ignored with the reason.' }],
  },
  {
    method: 'get',
    path: '/api/v1/clock',
    operationId: 'readClock',
    tag: 'operations',
    summary: 'The clock by which deadlines are decided',
    open: 'public',
    answers: [{ status: 200, description: 'Now, whether it is simulated, and the next deadline.' }],
  },
  {
    method: 'post',
    path: '/api/v1/clock/travel',
    operationId: 'travel',
    tag: 'operations',
    summary: 'Move a simulated clock',
    description: 'Give exactly one of `to`, `days` and `next`. Refused unless CLOCK=simulated.',
    open: ['chair', 'secretariat'],
    body: travelSchema,
    answers: [{ status: 200, description: 'Now, and the deadlines passed on the way.' }],
  },
  {
    method: 'get',
    path: '/api/v1/health',
    operationId: 'readHealth',
    tag: 'operations',
    summary: 'The engine in numbers and in words',
    open: OFFICES,
    answers: [{ status: 200, description: 'Deadlines armed and overdue, what waits, what was parked.' }],
  },
  {
    method: 'get',
    path: '/api/v1/parked',
    operationId: 'listParked',
    tag: 'operations',
    summary: 'What failed for good and waits for a person',
    open: SECRETARIAT,
    answers: [{ status: 200, description: 'Cases, commands and effects, each with its error.' }],
  },
  {
    method: 'post',
    path: '/api/v1/parked/cases/{id}/retry',
    operationId: 'retryCase',
    tag: 'operations',
    summary: 'Put a case back to work, after its trouble was mended',
    open: SECRETARIAT,
    pathSchemas: id,
    answers: tried,
  },
  {
    method: 'post',
    path: '/api/v1/parked/effects/{id}/retry',
    operationId: 'retryEffect',
    tag: 'operations',
    summary: 'Try a parked effect again',
    open: SECRETARIAT,
    pathSchemas: id,
    answers: tried,
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    operationId: 'readDescription',
    tag: 'operations',
    summary: 'This description',
    open: 'public',
    answers: [{ status: 200, description: 'An OpenAPI 3.1 document.' }],
  },
];
