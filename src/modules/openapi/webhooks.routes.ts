import { z } from 'zod';
import { caseIdSchema } from '../../kernel/ids.js';
import { instantSchema } from '../../kernel/instant.js';
import type { ApiAnswer, ApiRoute } from '../../platform/openapi/index.js';
import {
  ANNOUNCED,
  type Attempt,
  ENDPOINT_STATUSES,
  type Endpoint,
  type EndpointWithSecret,
  type LoggedMessage,
  MESSAGE_STATUSES,
  OVERLAP_HOURS,
  disablingSchema,
  endpointSchema,
  logFilterSchema,
  rotationSchema,
} from '../webhooks/index.js';

const ofEndpoint = {
  id: z.string(),
  name: z.string(),
  url: z.string(),
  types: z.array(z.enum(ANNOUNCED)),
  workflow: z.string().nullable(),
  status: z.enum(ENDPOINT_STATUSES),
  earlierSecretUntil: instantSchema.nullable(),
  madeBy: z.string(),
  madeAt: instantSchema,
  failingSince: instantSchema.nullable(),
  disabledAt: instantSchema.nullable(),
  disabledBecause: z.string().nullable(),
  endedAt: instantSchema.nullable(),
  endedBy: z.string().nullable(),
  waiting: z.int().meta({ description: 'messages that are not delivered yet' }),
};
const endpointAnswer = z.object(ofEndpoint) satisfies z.ZodType<Endpoint>;
const withSecretAnswer = z.object({
  ...ofEndpoint,
  secret: z.string(),
}) satisfies z.ZodType<EndpointWithSecret>;
const attemptAnswer = z.object({
  number: z.int(),
  askedBy: z.string().nullable(),
  begunAt: instantSchema,
  ms: z.int().nullable(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  response: z.string().nullable().meta({ description: 'at most 1 kB of the answer' }),
}) satisfies z.ZodType<Attempt>;
const messageAnswer = z.object({
  id: z.string().meta({ description: 'the `webhook-id`, the same in every attempt' }),
  endpointId: z.string(),
  caseId: caseIdSchema.nullable(),
  type: z.string(),
  status: z.enum(MESSAGE_STATUSES),
  madeAt: instantSchema,
  nextAttemptAt: instantSchema.nullable(),
  settledAt: instantSchema.nullable(),
  body: z.string().meta({ description: 'as it is signed and sent' }),
  attempts: z.array(attemptAnswer).meta({ description: 'the last first' }),
}) satisfies z.ZodType<LoggedMessage>;

const id = { id: z.uuid() };
const endpoint = (status: ApiAnswer['status'], description: string): readonly ApiAnswer[] => [
  { status, description, schema: endpointAnswer, name: 'WebhookEndpoint' },
];
const withSecret = (status: ApiAnswer['status']): readonly ApiAnswer[] => [
  {
    status,
    description: 'With the secret, which is told this once.',
    schema: withSecretAnswer,
    name: 'WebhookEndpointWithSecret',
  },
];
const message = (status: ApiAnswer['status'], description: string): readonly ApiAnswer[] => [
  { status, description, schema: messageAnswer, name: 'WebhookMessage' },
];
type Route = Pick<ApiRoute, 'method' | 'path' | 'operationId' | 'summary' | 'answers'> & Partial<ApiRoute>;
const route = ({ path, ...rest }: Route): ApiRoute => ({
  tag: 'webhooks',
  open: ['secretariat'],
  path: `/api/v1/webhooks${path}`,
  ...(path.includes('{') ? { pathSchemas: id } : {}),
  ...rest,
});

/** Webhooks: endpoints of other systems, and the log of what they were told. */
export const webhooksRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '',
    operationId: 'listWebhooks',
    summary: 'The endpoints, ended ones too, the newest first',
    answers: [{ status: 200, description: 'Without their secrets.', schema: z.array(endpointAnswer) }],
  }),
  route({
    method: 'post',
    path: '',
    operationId: 'registerWebhook',
    summary: 'Register an endpoint of another system',
    description:
      'It is told what is recorded from now on, by messages signed as Standard Webhooks has it: case.opened, case.changed (every event), case.ended.',
    body: endpointSchema,
    answers: withSecret(201),
  }),
  route({
    method: 'get',
    path: '/{id}',
    operationId: 'showWebhook',
    summary: 'One endpoint',
    answers: endpoint(200, 'Without its secret.'),
  }),
  route({
    method: 'post',
    path: '/{id}/rotate',
    operationId: 'rotateWebhook',
    summary: 'Replace the secret',
    description: `With overlap, messages carry a signature of each secret for ${OVERLAP_HOURS} hours.`,
    body: rotationSchema,
    answers: withSecret(200),
  }),
  route({
    method: 'post',
    path: '/{id}/disable',
    operationId: 'disableWebhook',
    summary: 'Disable an endpoint: what it is to be told waits',
    body: disablingSchema,
    answers: endpoint(200, 'It is disabled.'),
  }),
  route({
    method: 'post',
    path: '/{id}/enable',
    operationId: 'enableWebhook',
    summary: 'Enable an endpoint: what waits is sent at once',
    answers: endpoint(200, 'It is enabled.'),
  }),
  route({
    method: 'post',
    path: '/{id}/end',
    operationId: 'endWebhook',
    summary: 'End an endpoint for good',
    description: 'What waits for it is dropped and its secret forgotten; its log stays.',
    answers: endpoint(200, 'It is ended.'),
  }),
  route({
    method: 'post',
    path: '/{id}/test',
    operationId: 'testWebhook',
    summary: 'Send a message that only tries the endpoint, once',
    answers: [
      {
        status: 202,
        description: 'It is sent within a sweep; the log says what came of it.',
        schema: z.object({ messageId: z.string() }),
      },
    ],
  }),
  route({
    method: 'get',
    path: '/{id}/messages',
    operationId: 'listWebhookMessages',
    summary: 'The log of an endpoint, the newest first',
    query: logFilterSchema,
    answers: [{ status: 200, description: 'Messages with every attempt.', schema: z.array(messageAnswer) }],
  }),
  route({
    method: 'get',
    path: '/messages/{id}',
    operationId: 'showWebhookMessage',
    summary: 'One message with every attempt',
    answers: message(200, 'The message.'),
  }),
  route({
    method: 'post',
    path: '/messages/{id}/redeliver',
    operationId: 'redeliverWebhookMessage',
    summary: 'Send a message again, under the same id',
    answers: message(202, 'It waits to be sent.'),
  }),
];
