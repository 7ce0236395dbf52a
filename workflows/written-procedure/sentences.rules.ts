/** The count in words, for refusals, mails and descriptions. One wording everywhere. */
import { partyName } from './electorate.rules.js';
import type { ProcedureContext } from './written-procedure.context.js';
import type { Tally } from './written-procedure.rules.js';

/** @returns `1 member`, `2 members` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** @returns the names of parties, joined; beyond six, how many more there are */
export function namesOf(context: ProcedureContext, parties: readonly string[]): string {
  const names = parties.slice(0, 6).map((party) => partyName(context, party));
  const more = parties.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/**
 * What stands between a count and adoption.
 *
 * @param context the procedure's memory
 * @param count its tally
 * @returns one clause for each thing missing; empty when the proposal can be adopted
 */
export function shortfalls(context: ProcedureContext, count: Tally): readonly string[] {
  if (count.finding === 'adoptable') return [];
  const blocked = count.finding === 'blocked';
  return [
    ...(blocked && count.blocking.length > 0
      ? [
          `${namesOf(
            context,
            count.blocking.map((p) => p.party),
          )} objected`,
        ]
      : []),
    ...(blocked && count.objections > count.blocking.length
      ? [`the silence of ${counted(count.objections - count.blocking.length, 'member')} counts against`]
      : []),
    ...(count.floorReached ? [] : [supportOf(count)]),
    ...(count.quorumReached
      ? []
      : [`${count.quorumCounted} of at least ${count.quorumNeeded} members took part`]),
    ...(count.unserved.length > 0
      ? [`no mail has reached ${namesOf(context, count.unserved)}, against whom silence cannot run`]
      : []),
    ...(count.conflicting.length > 0 ? [conflictOf(context, count)] : []),
    ...(blocked && count.blocking.length === 0 && count.objections === 0
      ? [`${count.affirmative} for, ${count.against} against`]
      : []),
  ];
}

/** @returns which delegations answered in two ways */
export function conflictOf(context: ProcedureContext, count: Tally): string {
  return `the delegation of ${namesOf(context, count.conflicting)} answered in two ways`;
}

/** @returns `12 of at least 17 supporting answers received` */
export function supportOf(count: Tally): string {
  return `${count.affirmative} of at least ${counted(count.floorNeeded, 'supporting answer')} received`;
}
