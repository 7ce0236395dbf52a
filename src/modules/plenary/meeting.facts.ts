import type { EntityManager } from 'typeorm';
import { START_COMMAND, type FactsQuestion } from '../../engine/index.js';
import type { JsonObject } from '../../kernel/json.js';
import { requireFreeReference } from '../cases/index.js';
import { rolesOfActor } from '../registry/index.js';
import { type MeetingPayload, newItemSchema, payloads } from '../../../workflows/plenary-meeting/index.js';

type CarriedItem = MeetingPayload<'add-items'>['items'][number];

/**
 * What the registry and the other procedures say about a command to a meeting.
 *
 * @returns `roles` of the actor at that instant; on the first command `carried`, the broken procedures that wait for a meeting
 * @throws DomainError `case.reference-in-use`, which refuses to send an item to a procedure that could not be drafted
 */
export async function gatherMeetingFacts(tx: EntityManager, question: FactsQuestion): Promise<JsonObject> {
  const { actor, receivedAt } = question;
  if (question.type === 'send-to-written-procedure') await requireFreeDraft(tx, question);
  const roles = await rolesOfActor(tx, actor, receivedAt);
  const carried = question.type === START_COMMAND ? await brokenProcedures(tx) : [];
  return JSON.parse(JSON.stringify({ roles, carried })) as JsonObject; // plain JSON by construction
}

/** An imported meeting drafts nothing: its procedures are imported by themselves. */
async function requireFreeDraft(tx: EntityManager, { caseId, payload }: FactsQuestion): Promise<void> {
  const { reference } = payloads['send-to-written-procedure'].parse(payload).draft;
  const [live] = await tx.query<unknown[]>('select 1 from case_file where id = $1 and not historical', [
    caseId,
  ]);
  if (live) await requireFreeReference(tx, { workflow: 'written-procedure', caseId, reference });
}

/**
 * Written procedures that were referred and are on no agenda yet.
 *
 * @returns one item for each; the procedure's whole file goes with it by its origin
 */
export async function brokenProcedures(tx: EntityManager): Promise<CarriedItem[]> {
  const rows = await tx.query<{ id: string; reference: string; title: string }[]>(
    `select id, snapshot #>> '{context,reference}' as reference, snapshot #>> '{context,title}' as title from case_file broken
      where workflow = 'written-procedure' and not historical and snapshot ->> 'value' = 'referred'
        and not exists (select 1 from case_file meeting where meeting.workflow = 'plenary-meeting'
          and jsonb_path_query_array(meeting.snapshot, '$.context.items[*].origin.caseId') @> to_jsonb(broken.id::text))
      order by id`,
  );
  return rows.map(({ id, reference, title }) =>
    newItemSchema.parse({
      id: `procedure-${id.slice(-12)}`,
      title: title.slice(0, 300),
      source: null,
      origin: { workflow: 'written-procedure', caseId: id, reference },
    }),
  );
}
