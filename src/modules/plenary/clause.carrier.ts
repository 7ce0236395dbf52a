import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  CaseReader,
  EffectRegistry,
  type EffectResult,
  type OutboxMessage,
  PermanentFailure,
} from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { CaseId } from '../../kernel/ids.js';
import { type ClauseFact, carryOutSchema } from '../../../workflows/plenary-meeting/index.js';
import type { Carrier, Carrying } from './carriers/carrier.js';
import { CaseworkCarrier } from './carriers/casework.carrier.js';
import { InstrumentsCarrier } from './carriers/instruments.carrier.js';
import { MandatesCarrier } from './carriers/mandates.carrier.js';
import { OfficesCarrier } from './carriers/offices.carrier.js';
import { OrgansCarrier } from './carriers/organs.carrier.js';
import { RegistryCarrier } from './carriers/registry.carrier.js';
import { meetingOf } from './meeting.kind.js';

/**
 * Carries clauses out in Plenum's own records once they stand, each kind of fact by its own carrier. A kind without one stands in
 * the register of decisions and needs nothing more. What the records refuse is parked with the reason, for the Secretariat.
 */
@Injectable()
export class ClauseCarrier implements OnModuleInit {
  private readonly carriers: { readonly [Kind in ClauseFact['kind']]?: Carrier<Kind> };

  constructor(
    private readonly cases: CaseReader,
    private readonly effects: EffectRegistry,
    registry: RegistryCarrier,
    organs: OrgansCarrier,
    instruments: InstrumentsCarrier,
    mandates: MandatesCarrier,
    offices: OfficesCarrier,
    casework: CaseworkCarrier,
  ) {
    this.carriers = {
      admission: async (carrying, fact) => [
        ...(await registry.admission(carrying, fact)),
        ...(await casework.admission(carrying, fact)),
      ],
      seats: organs.seats,
      merger: organs.merger,
      bar: organs.bar,
      lists: organs.list,
      instrument: instruments.instrument,
      measure: async (carrying, fact) => [
        ...(await instruments.measure(carrying, fact)),
        ...(await casework.measure(carrying, fact)),
      ],
      mandate: mandates.mandate,
      commitment: mandates.commitment,
      conditions: casework.conditions,
      visits: casework.visits,
      hosting: mandates.hosting,
      office: offices.office,
    };
  }

  onModuleInit(): void {
    this.effects.register('carry-out', (message) => this.carryOut(message));
  }

  private async carryOut(message: OutboxMessage): Promise<EffectResult> {
    const order = carryOutSchema.parse(message.payload);
    const file = await this.cases.view(message.caseId as CaseId); // an effect of a machine always belongs to a case
    const carrying = { order, meeting: meetingOf(file), historical: file.historical };
    const changed = await this.carry(carrying, order.clause.fact);
    if (changed === null)
      return { skipped: `a clause of kind «${order.clause.fact.kind}» stands in the register` };
    return changed.length > 0 ? 'done' : { skipped: 'the records say so already' };
  }

  /** @returns what changed; null when nobody carries out this kind */
  private async carry<Kind extends ClauseFact['kind']>(
    carrying: Carrying,
    fact: Extract<ClauseFact, { readonly kind: Kind }>,
  ): Promise<readonly string[] | null> {
    const carrier = this.carriers[fact.kind] as Carrier<Kind> | undefined; // the table has the carrier of that very kind under it
    if (!carrier) return null;
    try {
      return await carrier(carrying, fact);
    } catch (cause) {
      if (cause instanceof DomainError && cause.kind !== 'unavailable')
        throw new PermanentFailure(cause.message);
      throw cause;
    }
  }
}
