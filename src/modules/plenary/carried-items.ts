/** What waits for a Plenary: procedures that were broken, items that an earlier Plenary put off, and whatever case says that it waits for one. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import {
  agendaItem as hostingItem,
  hostingContextSchema,
  hostingTerm,
  waitsForPlenary as hostingWaits,
} from '../../../workflows/hosting-term/index.js';
import {
  agendaItem as mandateItem,
  mandate,
  mandateContextSchema,
  waitsForPlenary,
} from '../../../workflows/mandate/index.js';
import { type MeetingPayload, itemSchema, newItemSchema } from '../../../workflows/plenary-meeting/index.js';
import { awaitsPlenary, procedureContextSchema } from '../../../workflows/written-procedure/index.js';

/** An item as it is put on the agenda. */
export type CarriedItem = MeetingPayload<'add-items'>['items'][number];

/** Of the meetings, those that were brought the case; an index answers it, and the item itself is looked at then. */
const wasBrought = (id: string): string =>
  `jsonb_path_query_array(meeting.snapshot, '$.context.items[*].origin.caseId') @> to_jsonb(${id}::text)`;

/** An item is taken care of while it stands on a meeting's agenda, or once that meeting brought it to an end. */
const TAKEN_CARE_OF = `meeting.workflow = 'plenary-meeting' and meeting.snapshot ->> 'value' is distinct from 'cancelled'
  and item ->> 'agenda' in ('proposed', 'admitted') and coalesce(item #>> '{findings,-1,result}', '') <> 'deferred'`;

/**
 * Everything that is on no agenda. Whoever asks inside a transaction holds it alone until that ends, so that two Plenaries
 * convened at once cannot both take one file.
 *
 * @param tx the transaction in which the items are taken
 * @returns one item for each; the whole file of a procedure or meeting goes with it by its origin
 */
export async function waitingForPlenary(tx: EntityManager): Promise<CarriedItem[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('items carried to a Plenary', 0))`);
  return [...(await brokenProcedures(tx)), ...(await deferredItems(tx)), ...(await escalatedCases(tx))];
}

/** Procedures that ended without agreement; see {@link waitingForPlenary}. */
export async function brokenProcedures(tx: EntityManager): Promise<CarriedItem[]> {
  const rows = await tx.query<{ id: string; state: string; context: unknown }[]>(
    `select id, snapshot ->> 'value' as state, snapshot -> 'context' as context from case_file broken
      where workflow = 'written-procedure' and not historical and snapshot ->> 'value' in ('referred', 'not-adopted-final')
        and not exists (select 1 from case_file meeting, jsonb_array_elements(meeting.snapshot #> '{context,items}') item
          where ${wasBrought('broken.id')} and ${TAKEN_CARE_OF} and item #>> '{origin,caseId}' = broken.id::text)
      order by id`,
  );
  return rows.flatMap(({ id, state, context: stored }) => {
    const context = procedureContextSchema.parse(stored);
    if (!awaitsPlenary(context, state)) return [];
    return newItemSchema.parse({
      id: `procedure-${id.slice(-12)}`,
      title: context.title.slice(0, 300),
      // governments alone read what governments alone were asked
      visibility: (context.frozen?.observers.length ?? 0) > 0 ? 'all' : 'participants',
      origin: { workflow: 'written-procedure', caseId: id, reference: context.reference },
    });
  });
}

/** Mandates late in spite of every reminder, hosting terms that ended undecided, cases on the kit whose ladder or whose procedure leads here. */
async function escalatedCases(tx: EntityManager): Promise<CarriedItem[]> {
  const rows = await tx.query<{ workflow: string; context: unknown }[]>(
    `with waiting as (
        select id, workflow, snapshot from case_file
          where workflow in ('mandate', 'hosting-term') and not historical and not ended and (snapshot #>> '{context,rung}')::int > 0
        union all
        select id, workflow, snapshot from case_file
          where jsonb_typeof(snapshot #> '{context,forPlenary}') = 'object' and not historical and not ended)
      select waiting.workflow, waiting.snapshot -> 'context' as context from waiting
      where not exists (select 1 from case_file meeting, jsonb_array_elements(meeting.snapshot #> '{context,items}') item
          where ${wasBrought('waiting.id')} and ${TAKEN_CARE_OF} and item #>> '{origin,caseId}' = waiting.id::text
            -- what a Plenary ended before it became late again is another matter
            and coalesce(item #>> '{findings,-1,at}', 'open') >= coalesce(
              waiting.snapshot #>> '{context,forPlenary,since}', waiting.snapshot #>> '{context,overdueSince}', waiting.snapshot #>> '{context,undecidedSince}', ''))
      order by waiting.id`,
  );
  return rows.flatMap(({ workflow, context }) => {
    if (workflow === mandate.name) {
      const found = mandateContextSchema.parse(context);
      return waitsForPlenary(found) ? [mandateItem(found)] : [];
    }
    if (workflow !== hostingTerm.name) return [caseItem(workflow, context)];
    const found = hostingContextSchema.parse(context);
    return hostingWaits(found) ? [hostingItem(found)] : [];
  });
}

const waitingSchema = z.object({ forPlenary: z.object({ item: newItemSchema }) });

/** A case on the kit keeps the item that it is to be; whose file goes with it is known here. */
function caseItem(workflow: string, context: unknown): CarriedItem {
  const { item } = waitingSchema.parse(context).forPlenary;
  return { ...item, origin: item.origin && { ...item.origin, workflow } };
}

/** Items of ended Plenaries on which the last finding is «deferred»; a case of any other kind among them waits by itself. */
async function deferredItems(tx: EntityManager): Promise<CarriedItem[]> {
  const rows = await tx.query<{ id: string; reference: string; item: unknown }[]>(
    `select earlier.id, earlier.snapshot #>> '{context,reference}' as reference, put_off as item
      from case_file earlier, jsonb_array_elements(earlier.snapshot #> '{context,items}') put_off
      where earlier.workflow = 'plenary-meeting' and not earlier.historical and earlier.ended
        and earlier.snapshot #>> '{context,type}' = 'plenary'
        and put_off #>> '{findings,-1,result}' = 'deferred'
        and coalesce(put_off #>> '{origin,workflow}', '') in ('', 'plenary-meeting')
        and not exists (select 1 from case_file meeting, jsonb_array_elements(meeting.snapshot #> '{context,items}') item
          where ${wasBrought('earlier.id')} and ${TAKEN_CARE_OF} and item #>> '{origin,caseId}' = earlier.id::text and item #>> '{origin,item}' = put_off ->> 'id')
      order by earlier.id`,
  );
  return rows.map(({ id, reference, item: stored }) => {
    const item = itemSchema.parse(stored);
    return newItemSchema.parse({
      id: `deferred-${id.slice(-6)}-${item.id}`.slice(0, 40),
      title: item.title,
      kind: item.kind,
      visibility: item.visibility,
      concerns: item.concerns,
      source: item.source,
      origin: { workflow: 'plenary-meeting', caseId: id, reference, item: item.id },
    });
  });
}
