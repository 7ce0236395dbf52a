import { Injectable } from '@nestjs/common';
import { CaseReader, type EffectResult, type OutboxMessage, PermanentFailure } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { type RegistryAct, registryActSchema } from '../../../workflows/casework/index.js';
import { Organs } from '../organs/index.js';
import { OBSERVER_CATEGORIES, Registry, Standing } from '../registry/index.js';
import { isImported } from './imported.js';

/** How the registry refuses what it has otherwise, or from a later day, out of its own start data. */
const SAID_OTHERWISE: readonly string[] = [
  'registry.overlap',
  'registry.other-kind',
  'registry.not-a-participant',
  'organs.overlap',
];

/** Writes what cases decided into the registry: who applies, is admitted or leaves, who may trade, who sits where. Done twice it changes nothing. */
@Injectable()
export class RegistryActs {
  constructor(
    private readonly cases: CaseReader,
    private readonly registry: Registry,
    private readonly standing: Standing,
    private readonly organs: Organs,
  ) {}

  /**
   * @returns done, or why nothing changed; an imported history never overwrites what the registry has from a later day
   * @throws PermanentFailure with what the registry refuses
   */
  async carryOut(message: OutboxMessage): Promise<EffectResult> {
    const act = registryActSchema.parse(message.payload);
    try {
      return (await this.write(act)) ? 'done' : { skipped: 'the registry says so already' };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'registry.nothing-to-end') return { skipped: error.message };
      if (SAID_OTHERWISE.includes(error.code) && (await isImported(this.cases, message)))
        return { skipped: error.message };
      throw new PermanentFailure(error.message);
    }
  }

  private async write(act: RegistryAct): Promise<boolean> {
    const { party, at, source } = act;
    switch (act.act) {
      case 'register-applicant':
        return this.registry.registerApplicant({
          code: party,
          name: act.name ?? (await this.nameOfGuest(party, at)) ?? party,
          validFrom: at,
          source,
          note: '',
        });
      case 'admit':
        return this.registry.admitParty({
          code: party,
          ...(act.name === null ? {} : { name: act.name }),
          kind: act.as,
          category: OBSERVER_CATEGORIES.find((category) => category === act.category) ?? null,
          validFrom: at,
          source,
          note: '',
        });
      case 'end-membership':
        await this.registry.endParty(party, at);
        return true;
      case 'trade-status':
        return this.setTradeStatus(act);
      case 'seat': {
        const { organ, capacity } = act;
        const seat = { organ, party, capacity, validFrom: at, validTo: null, source };
        return (await this.organs.seat(seat)).changed;
      }
    }
  }

  private async nameOfGuest(party: string, at: Instant): Promise<string | undefined> {
    return (await this.registry.roll('guest', at)).find(({ code }) => code === party)?.name;
  }

  private async setTradeStatus({
    party,
    status,
    at,
    source,
    note,
  }: Extract<RegistryAct, { act: 'trade-status' }>): Promise<boolean> {
    const [before] = (await this.standing.tradeStatuses({ at })).filter((entry) => entry.party === party);
    if ((before?.status ?? 'eligible') === status) return false;
    await this.standing.setTradeStatus({ party, status, validFrom: at, validTo: null, source, note });
    return true;
  }
}
