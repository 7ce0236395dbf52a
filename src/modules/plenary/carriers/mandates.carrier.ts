import { Injectable } from '@nestjs/common';
import type { CommandOutcome } from '../../../engine/index.js';
import { PermanentFailure } from '../../../engine/index.js';
import { HostingTerms, Mandates } from '../../mandates/index.js';
import type { CarryOut } from '../../../../workflows/plenary-meeting/index.js';
import type { Carrier, Carrying } from './carrier.js';

/** What the Plenary asked of somebody, or put into a host's hands for a time, is a case with deadline, reminders and escalation. */
@Injectable()
export class MandatesCarrier {
  constructor(
    private readonly mandates: Mandates,
    private readonly hostings: HostingTerms,
  ) {}

  /** The evaluation of a hosting is watched by its hosting term, and not a second time. */
  readonly mandate: Carrier<'mandate'> = async (carrying, { task }) =>
    ofHosting(carrying) ? [] : this.opened(carrying, task);

  /** What somebody undertook by a term is watched like a mandate; without a term it stands in the register. */
  readonly commitment: Carrier<'commitment'> = async (carrying, { by, to }) =>
    carrying.order.clause.deadline === null ? [] : this.opened(carrying, to, [by]);

  /** Conditions with a last day are watched as a mandate of whoever is to meet them; what follows, somebody decides (paragraph 5). */
  readonly conditions: Carrier<'conditions'> = (carrying, { party, allOf }) =>
    this.opened(carrying, allOf.map(({ text }) => text).join('; '), [party]);

  /** When it is evaluated may stand in a clause of its own. */
  readonly hosting: Carrier<'hosting'> = async (carrying, { host, what, evaluationClause }) => {
    const { order, meeting, historical } = carrying;
    const evaluation = meeting.clauses.find(({ id }) => id === evaluationClause)?.deadline;
    const outcome = await this.hostings.openFromClause(order, {
      historical,
      ...(evaluation ? { evaluation } : {}),
    });
    return opened(outcome, `${host} hosts: ${what}`);
  };

  /** @param to who is to do it, where the clause names no addressee; whoever acts in the clause, else */
  private async opened(
    carrying: Carrying,
    task: string,
    to: readonly string[] = [],
  ): Promise<readonly string[]> {
    const { order, historical } = carrying;
    const { by, addressees: named } = order.clause;
    const [addressees = []] = [named, to, by === 'plenary' ? [] : [by]].filter(({ length }) => length > 0);
    if (addressees.length === 0) return [];
    const clause = {
      ...order.clause,
      addressees: [...addressees],
      fact: { kind: 'mandate' as const, task: task.slice(0, 600) },
    };
    const mandate: CarryOut = { ...order, clause };
    const outcome = await this.mandates.openFromClause(mandate, { historical });
    return opened(outcome, `${addressees.join(', ')}: ${task}`);
  }
}

/** @returns whether the clause is the one that says when a hosting is evaluated */
function ofHosting({ order, meeting }: Carrying): boolean {
  return meeting.clauses.some(
    ({ fact }) => fact.kind === 'hosting' && fact.evaluationClause === order.clause.id,
  );
}

function opened({ status, refusal, caseId }: CommandOutcome, what: string): readonly string[] {
  if (status === 'accepted') return [what];
  if (status === 'pending') throw new Error(`case ${caseId} has not decided yet`);
  throw new PermanentFailure(refusal?.message ?? `case ${caseId} set the command aside`);
}
