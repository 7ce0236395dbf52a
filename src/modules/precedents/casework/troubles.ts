/** What went wrong on our side while a history was played, in words. */
import type { EntityManager } from 'typeorm';
import type { CommandOutcome } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { CaseId } from '../../../kernel/ids.js';
import { faultsOf } from '../replay.js';

/** @returns as `faultsOf`; for a command that was neither accepted nor refused, why not */
export async function commandFaults(
  tx: EntityManager,
  outcome: CommandOutcome,
  refused: string | undefined,
): Promise<string[]> {
  if (outcome.status === 'accepted' || outcome.status === 'refused') return faultsOf(outcome, refused);
  const rows = await tx.query<{ error: string | null }[]>(
    'select last_error as error from inbox where command_id = $1',
    [outcome.commandId],
  );
  return [`expected an outcome, found ${outcome.status}: ${rows[0]?.error ?? 'nothing is known of it'}`];
}

/** @returns a sentence when what was thrown is not the refusal that the file expects @throws whatever is no DomainError */
export function thrownFaults(error: unknown, refused: string | undefined): string[] {
  if (!(error instanceof DomainError)) throw error;
  if (error.code === refused) return [];
  return [`${refused ? `expected a refusal «${refused}», found ` : ''}«${error.code}»: ${error.message}`];
}

/** @returns a sentence for each case that is set aside, and for each thing that follows from a case and was not carried out */
export async function troublesOf(tx: EntityManager, cases: readonly CaseId[]): Promise<string[]> {
  const rows = await tx.query<{ what: string; why: string }[]>(
    `select workflow || ' is set aside' as what, coalesce(trouble, '') as why from case_file where id = any($1) and health = 'stuck'
     union all
     select topic || ' was not carried out', coalesce(outcome, '') from outbox_message
      where case_id = any($1) and status in ('parked', 'pending')`,
    [cases],
  );
  return rows.map(({ what, why }) => `${what}: ${why}`);
}
