import type { EntityManager } from 'typeorm';
import type { CaseId } from '../../kernel/ids.js';
import type { Listener } from './announcing/announcement.js';
import type { LogFilter } from './webhooks.dto.js';
import type { LoggedMessage } from './webhook.types.js';

/** A message to be written down. */
export interface NewMessage {
  readonly id: string;
  readonly endpointId: string;
  readonly caseId: CaseId | null;
  readonly eventSeq: number | null;
  readonly type: string;
  readonly body: string;
}

/** @returns the endpoints that hear of cases of this workflow, with how far each was told of this one. What is disabled hears later. */
export async function listenersTo(
  tx: EntityManager,
  workflow: string,
  caseId: CaseId,
): Promise<readonly Listener[]> {
  return tx.query<Listener[]>(
    `select id, types, iso(announces_since) as "announcesSince",
       greatest((select max(event_seq) from webhook_message where endpoint_id = webhook_endpoint.id and case_id = $2),
         (select event_seq from webhook_known_before where endpoint_id = webhook_endpoint.id and case_id = $2), 0) as "toldUpTo"
     from webhook_endpoint where status <> 'ended' and (workflow is null or workflow = $1)`,
    [workflow, caseId],
  );
}

/** Writes messages down; one that is there already is left as it is. */
export async function insertMessages(tx: EntityManager, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.query(
    `insert into webhook_message (id, endpoint_id, case_id, event_seq, type, body)
     select id, "endpointId", "caseId", "eventSeq", type, body
     from jsonb_to_recordset($1::jsonb) as m (id uuid, "endpointId" uuid, "caseId" uuid, "eventSeq" int, type text, body text)
     on conflict (endpoint_id, case_id, event_seq, type) do nothing`,
    [JSON.stringify(messages)],
  );
}

const MESSAGE = `id, endpoint_id as "endpointId", case_id as "caseId", type, status, iso(made_at) as "madeAt",
  case when status = 'waiting' then iso(next_attempt_at) end as "nextAttemptAt", iso(settled_at) as "settledAt", body,
  coalesce((select jsonb_agg(jsonb_build_object('number', number, 'askedBy', asked_by, 'begunAt', iso(begun_at), 'ms', ms,
      'status', a.status, 'error', error, 'response', response) order by number desc)
    from webhook_attempt a where message_id = webhook_message.id), '[]') as attempts`;

/** @returns messages of an endpoint with their attempts, the newest first */
export async function listMessages(
  tx: EntityManager,
  endpointId: string,
  { status, limit, before }: LogFilter,
): Promise<LoggedMessage[]> {
  return tx.query<LoggedMessage[]>(
    `select ${MESSAGE} from webhook_message where endpoint_id = $1 and ($2::text is null or status = $2) and ($3::uuid is null or id < $3)
     order by id desc limit $4`,
    [endpointId, status ?? null, before ?? null, limit],
  );
}

/** @returns the message of an id, with its attempts, or null */
export async function findMessage(tx: EntityManager, id: string): Promise<LoggedMessage | null> {
  const [row] = await tx.query<LoggedMessage[]>(
    `select ${MESSAGE} from webhook_message where id::text = $1`,
    [id],
  );
  return row ?? null;
}

/** Has a message tried again at once, whatever became of it before, unless an attempt is under way: then after that one. */
export async function askAgain(tx: EntityManager, id: string, by: string): Promise<void> {
  await tx.query(
    `update webhook_message set status = 'waiting', settled_at = null, next_attempt_at = clock_timestamp(), asked_by = $2 where id = $1`,
    [id, by],
  );
}
