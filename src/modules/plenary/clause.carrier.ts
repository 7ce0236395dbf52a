import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CaseReader, EffectRegistry, type EffectResult, type OutboxMessage } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { Registry, findParty } from '../registry/index.js';
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
    private readonly dataSource: DataSource,
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
    for (const code of fact.parties)
      if (await this.admit(this.dataSource.manager, code, order, meeting)) admitted.push(code);
    return admitted.length > 0 ? 'done' : { skipped: 'all of them are on the roll already' };
  }

  /** @returns whether the roll changed */
  private async admit(
    tx: EntityManager,
    code: string,
    order: CarryOut,
    meeting: MeetingContext,
  ): Promise<boolean> {
    const { clause, at, meeting: reference } = order;
    const { fact } = clause;
    if (fact.kind !== 'admission') return false;
    const validFrom = (fact.effectiveOn ? `${fact.effectiveOn}T00:00:00.000Z` : at) as Instant; // both forms are checked by the clause's schema
    const kind = fact.as === 'participant' ? 'participant' : 'observer';
    const before = await findParty(tx, code, at as Instant);
    if (before) return false;
    const name = meeting.attendance.find((one) => one.party === code)?.name ?? code;
    await this.registry.addParty({
      code,
      name,
      kind,
      validFrom,
      validTo: null,
      source: `${reference}, paragraph ${clause.paragraph}`,
      note: fact.as === 'independent-observer' ? 'independent Observer' : '',
    });
    return true;
  }
}
