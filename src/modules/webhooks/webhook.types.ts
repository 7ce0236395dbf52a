import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** What an endpoint may ask to be told: a case began, anything was recorded in a case, a case came to its end. */
export const ANNOUNCED = ['case.opened', 'case.changed', 'case.ended'] as const;
export type Announced = (typeof ANNOUNCED)[number];
/** What is sent to try an endpoint. */
export const TEST = 'webhook.test';

/** `disabled`: what is to be told waits. `ended`: for good. */
export const ENDPOINT_STATUSES = ['enabled', 'disabled', 'ended'] as const;
export type EndpointStatus = (typeof ENDPOINT_STATUSES)[number];
/** `failed`: given up. `dropped`: its endpoint was ended before it could be delivered. */
export const MESSAGE_STATUSES = ['waiting', 'delivered', 'failed', 'dropped'] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** An endpoint of another system, without its secret. */
export interface Endpoint {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly types: readonly Announced[];
  /** only cases of this workflow; null: of all */
  readonly workflow: string | null;
  readonly status: EndpointStatus;
  /** until when messages are signed with the earlier secret too; null when it is not in use any more */
  readonly earlierSecretUntil: Instant | null;
  /** id of the contact, or `operator` */
  readonly madeBy: string;
  readonly madeAt: Instant;
  /** since when nothing has been taken; null when the last attempt went well */
  readonly failingSince: Instant | null;
  readonly disabledAt: Instant | null;
  readonly disabledBecause: string | null;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  /** messages that are not delivered yet */
  readonly waiting: number;
}

/** One try to hand a message over. */
export interface Attempt {
  readonly number: number;
  /** who asked for it by hand; null: it was its time */
  readonly askedBy: string | null;
  readonly begunAt: Instant;
  /** null: it is under way, or the process ended before the answer was written down */
  readonly ms: number | null;
  /** of the answer; null when none came */
  readonly status: number | null;
  readonly error: string | null;
  /** at most 1 kB of the answer's body */
  readonly response: string | null;
}

/** A message for an endpoint, with every attempt, the last first. */
export interface LoggedMessage {
  /** sent as `webhook-id`, the same in every attempt */
  readonly id: string;
  readonly endpointId: string;
  /** null of a test */
  readonly caseId: CaseId | null;
  readonly type: string;
  readonly status: MessageStatus;
  readonly madeAt: Instant;
  /** null unless it waits */
  readonly nextAttemptAt: Instant | null;
  readonly settledAt: Instant | null;
  /** as it is signed and sent */
  readonly body: string;
  readonly attempts: readonly Attempt[];
}
