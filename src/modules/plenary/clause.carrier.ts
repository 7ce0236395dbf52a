import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CaseReader, EffectRegistry, type EffectResult, type OutboxMessage } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { Registry } from '../registry/index.js';
import {
  type CarryOut,
  type MeetingContext,
  carryOutSchema,
} from '../../../workflows/plenary-meeting/index.js';
import { meetingOf } from './meeting.kind.js';

/**
 * Carries clauses out in Plenum's own records once they stand: whoever the Plenary admitted is on the roll. Doing it twice, or
 * for a meeting whose results are in the records already, changes nothing.
 */
@Injectable()
export class ClauseCarrier implements OnModuleInit {
  constructor(
    private readonly cases: CaseReader,
    private readonly effects: EffectRegistry,
    private readonly registry: Registry,
  ) {}

  onModuleInit(): void {
    this.effects.register('carry-out', (message) => this.carryOut(message));
  }

  private async carryOut(message: OutboxMessage): Promise<EffectResult> {
    const order = carryOutSchema.parse(message.payload);
    const { fact } = order.clause;
    if (fact.kind !== 'admission')
      return { skipped: `a clause of kind «${fact.kind}» stands in the register` };
    if (fact.via !== 'plenary') return { skipped: 'the admission was decided elsewhere' };
    const meeting = meetingOf(await this.cases.view(message.caseId as CaseId)); // an effect of a machine always belongs to a case
    const admitted: string[] = [];
    for (const code of fact.parties) if (await this.admit(code, order, meeting)) admitted.push(code);
    return admitted.length > 0 ? 'done' : { skipped: 'all of them are on the roll already' };
  }

  /** @returns whether the roll changed */
  private async admit(
    code: string,
    { clause, at, meeting: reference }: CarryOut,
    meeting: MeetingContext,
  ): Promise<boolean> {
    const { fact } = clause;
    if (fact.kind !== 'admission') return false;
    const isIndependent = fact.as === 'independent-observer';
    return this.registry.admitParty({
      code,
      name: meeting.attendance.find((one) => one.party === code)?.name,
      kind: fact.as === 'participant' ? 'participant' : 'observer',
      category: isIndependent ? 'independent' : null,
      validFrom: (fact.effectiveOn ? `${fact.effectiveOn}T00:00:00.000Z` : at) as Instant, // both forms are checked by the clause's schema
      source: `${reference}, paragraph ${clause.paragraph}`,
      note: isIndependent ? 'independent Observer' : '',
    });
  }
}
