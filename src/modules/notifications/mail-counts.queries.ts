/** How many mails of a case went out and what became of them: for pages that show a case, not each of its mails. */
import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';

/** Numbers of mails by what became of them. `waiting`: being tried; `lost`: failed for good or bounced. */
export interface MailNumbers {
  readonly total: number;
  readonly sent: number;
  readonly lost: number;
  readonly skipped: number;
  readonly waiting: number;
}

/**
 * The mails of one template that one event of the case asked for. Those that were written later, in a digest or by hand, have no event and are
 * together by the instant they are about.
 */
export interface MailBatch extends MailNumbers {
  readonly eventSeq: number | null;
  /** legal instant they are about */
  readonly occurredAt: Instant;
  readonly template: string;
}

const NUMBERS = `count(*)::int as total, count(*) filter (where status = 'sent')::int as sent,
  count(*) filter (where status in ('bounced', 'failed'))::int as lost, count(*) filter (where status = 'skipped')::int as skipped,
  count(*) filter (where status = 'queued')::int as waiting`;

/** @returns the batches of a case, in the order of its events */
export async function mailBatches(tx: EntityManager, caseId: string): Promise<MailBatch[]> {
  return tx.query<MailBatch[]>(
    `select event_seq as "eventSeq", iso(min(occurred_at)) as "occurredAt", template, ${NUMBERS} from mail_message where case_id = $1
     group by event_seq, template, case when event_seq is null then occurred_at end order by event_seq nulls last, min(occurred_at), template`,
    [caseId],
  );
}

/** @returns for each party that was written to in a case, the numbers of its mails */
export async function mailsByParty(
  tx: EntityManager,
  caseId: string,
): Promise<(MailNumbers & { readonly party: string })[]> {
  return tx.query<(MailNumbers & { readonly party: string })[]>(
    `select party, ${NUMBERS} from mail_message where case_id = $1 group by party order by party`,
    [caseId],
  );
}
