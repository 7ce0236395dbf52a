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

  readonly mandate: Carrier<'mandate'> = (carrying, { task }) => this.opened(carrying, task);

  /** Conditions with a last day are watched as a mandate of whoever is to meet them; what follows, somebody decides (paragraph 5). */
  readonly conditions: Carrier<'conditions'> = (carrying, { party, allOf }) =>
    this.opened(carrying, allOf.join('; '), [party]);

  readonly hosting: Carrier<'hosting'> = async (carrying, { host, what }) => {
    const { order, meeting, historical } = carrying;
    // what is to be evaluated, and when, may stand in a clause of its own that refers to this one
    const evaluation = meeting.clauses.find(
      ({ refersTo, deadline }) => deadline !== null && refersTo.includes(order.clause.id),
    )?.deadline;
    const outcome = await this.hostings.openFromClause(order, {
      historical,
      ...(evaluation ? { evaluation } : {}),
    });
    return opened(outcome, `${host} hosts: ${what}`);
  };

  private async opened(
    carrying: Carrying,
    task: string,
    to: readonly string[] = [],
  ): Promise<readonly string[]> {
    const { order, historical } = carrying;
    const addressees = order.clause.addressees.length > 0 ? order.clause.addressees : [...to];
    if (addressees.length === 0) return [];
    const clause = {
      ...order.clause,
      addressees,
      fact: { kind: 'mandate' as const, task: task.slice(0, 600) },
    };
    const mandate: CarryOut = { ...order, clause };
    return opened(
      await this.mandates.openFromClause(mandate, { historical }),
      `${addressees.join(', ')}: ${task}`,
    );
  }
}

function opened({ status, refusal, caseId }: CommandOutcome, what: string): readonly string[] {
  if (status === 'accepted') return [what];
  if (status === 'pending') throw new Error(`case ${caseId} has not decided yet`);
  throw new PermanentFailure(refusal?.message ?? `case ${caseId} set the command aside`);
}
