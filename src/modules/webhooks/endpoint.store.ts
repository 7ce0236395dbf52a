import type { EntityManager } from 'typeorm';
import type { EndpointInput } from './webhooks.dto.js';
import type { Endpoint } from './webhook.types.js';

/** An endpoint as people may see it: never its secret. The earlier secret's time is told only while it lasts. */
const ENDPOINT = `id, name, url, types, workflow, status,
  case when earlier_until > clock_timestamp() then iso(earlier_until) end as "earlierSecretUntil",
  made_by as "madeBy", iso(made_at) as "madeAt", iso(failing_since) as "failingSince", iso(disabled_at) as "disabledAt",
  disabled_because as "disabledBecause", iso(ended_at) as "endedAt", ended_by as "endedBy",
  (select count(*)::int from webhook_message where endpoint_id = webhook_endpoint.id and status = 'waiting') as waiting`;

/** Keeps a new endpoint, and notes what had been recorded by the instant of its registration: that is not told. */
export async function insertEndpoint(
  tx: EntityManager,
  endpoint: EndpointInput & { readonly id: string; readonly sealedSecret: string; readonly madeBy: string },
): Promise<void> {
  const { id, name, url, types, workflow, sealedSecret, madeBy } = endpoint;
  await tx.query(
    `with made as (
       insert into webhook_endpoint (id, name, url, types, workflow, sealed_secret, made_by) values ($1, $2, $3, $4, $5, $6, $7)
       returning id, announces_since)
     insert into webhook_known_before (endpoint_id, case_id, event_seq)
     select made.id, case_id, max(seq) from made, case_event where recorded_at >= announces_since group by made.id, case_id`,
    [id, name, url, types, workflow, sealedSecret, madeBy],
  );
}

/** @returns every endpoint, those that were ended too, the newest first */
export async function listEndpoints(tx: EntityManager): Promise<Endpoint[]> {
  return tx.query<Endpoint[]>(`select ${ENDPOINT} from webhook_endpoint order by made_at desc, id desc`);
}

/** @returns the endpoint of an id, or null */
export async function findEndpoint(tx: EntityManager, id: string): Promise<Endpoint | null> {
  const [row] = await tx.query<Endpoint[]>(`select ${ENDPOINT} from webhook_endpoint where id::text = $1`, [
    id,
  ]);
  return row ?? null;
}

/**
 * Puts a new secret in place of the present one, which becomes the earlier one for so many hours; one that was earlier already is
 * forgotten.
 *
 * @param hours 0: the present one is forgotten at once
 * @param formId by which it is asked for; null: by no form
 * @returns false when the endpoint was ended, or the same form has replaced it already
 */
export async function replaceSecret(
  tx: EntityManager,
  id: string,
  sealedSecret: string,
  hours: number,
  formId: string | null,
): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `update webhook_endpoint set sealed_secret = $2, rotated_by_form = $4,
       earlier_sealed_secret = case when $3 > 0 then sealed_secret end,
       earlier_until = case when $3 > 0 then clock_timestamp() + make_interval(hours => $3) end
     where id = $1 and status <> 'ended' and ($4::text is null or rotated_by_form is distinct from $4)`,
    [id, sealedSecret, hours, formId],
  );
  return count === 1;
}

/** Disables an endpoint that is enabled. @returns whether it was */
export async function disableEndpoint(tx: EntityManager, id: string, because: string): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `update webhook_endpoint set status = 'disabled', disabled_at = clock_timestamp(), disabled_because = $2 where id = $1 and status = 'enabled'`,
    [id, because],
  );
  return count === 1;
}

/** Enables an endpoint that is disabled: what waits is tried at once, and whatever failed before counts no more. */
export async function enableEndpoint(tx: EntityManager, id: string): Promise<void> {
  await tx.query(
    `with enabled as (
       update webhook_endpoint set status = 'enabled', disabled_at = null, disabled_because = null, failing_since = null
       where id = $1 and status = 'disabled' returning id)
     update webhook_message set next_attempt_at = clock_timestamp() where status = 'waiting' and endpoint_id in (select id from enabled)`,
    [id],
  );
}

/** Ends an endpoint for good: its secrets are forgotten, and what waits for it is dropped. */
export async function endEndpoint(tx: EntityManager, id: string, by: string): Promise<void> {
  await tx.query(
    `update webhook_endpoint set status = 'ended', ended_at = clock_timestamp(), ended_by = $2, sealed_secret = null, earlier_sealed_secret = null, earlier_until = null
     where id = $1 and status <> 'ended'`,
    [id, by],
  );
  await tx.query(
    `update webhook_message set status = 'dropped', settled_at = clock_timestamp(), leased_until = null where endpoint_id = $1 and status = 'waiting'`,
    [id],
  );
}

/** Notes that an endpoint took a message. */
export async function noteTaken(tx: EntityManager, id: string): Promise<void> {
  await tx.query(
    'update webhook_endpoint set failing_since = null where id = $1 and failing_since is not null',
    [id],
  );
}

/** Notes that an endpoint did not take a message. @returns whether it has taken nothing for so many days now */
export async function noteNotTaken(tx: EntityManager, id: string, days: number): Promise<boolean> {
  const [rows] = await tx.query<[{ tooLong: boolean }[], number]>(
    `update webhook_endpoint set failing_since = coalesce(failing_since, clock_timestamp()) where id = $1
     returning failing_since <= clock_timestamp() - make_interval(days => $2) as "tooLong"`,
    [id, days],
  );
  return rows[0]?.tooLong ?? false;
}
