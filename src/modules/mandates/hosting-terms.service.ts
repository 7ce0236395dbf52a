import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CommandOutcome, EffectRegistry, Engine, FactsRegistry } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { CommandId } from '../../kernel/ids.js';
import type { CarryOut, ClauseDeadline } from '../../../workflows/plenary-meeting/index.js';
import { HOSTING_NOTICES, hostingNoticeSchema, hostingTerm } from '../../../workflows/hosting-term/index.js';
import { NoticeSender } from '../notices/index.js';
import { MailTemplates } from '../notifications/index.js';
import { type Opening, SYSTEM, earlierOpening, openingOptions, originOf } from './clause-origin.js';
import { EventDating } from './event-dating.js';
import { ROUTINE_HOSTING_NOTICES, renderHostingNotice } from './hosting.mails.js';
import { gatherHostingFacts } from './mandate.facts.js';

/** Hosting terms beyond what the desk does for every case: opened from clauses, and their notices. */
@Injectable()
export class HostingTerms implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly dating: EventDating,
    private readonly sender: NoticeSender,
    private readonly facts: FactsRegistry,
    private readonly effects: EffectRegistry,
    private readonly templates: MailTemplates,
  ) {}

  onModuleInit(): void {
    this.facts.register(hostingTerm.name, gatherHostingFacts);
    for (const template of HOSTING_NOTICES)
      this.templates.register(hostingTerm.name, template, renderHostingNotice);
    this.effects.register('hosting-notice', (message) => {
      const notice = hostingNoticeSchema.parse(message.payload);
      return this.sender.send(message, notice, !ROUTINE_HOSTING_NOTICES.includes(notice.template));
    });
  }

  /**
   * Opens the hosting term that a clause decides, and dates its evaluation where it waits for a meeting that is convened already. A
   * clause that has one keeps it, and nothing happens.
   *
   * @param order a clause that takes effect, of the kind `hosting`
   * @param opening live, or part of an imported history; `evaluation` is by when it is evaluated where another clause says it (left out:
   *   the clause's own deadline)
   * @returns what became of it; a refusal says why
   * @throws DomainError `hosting.no-hosting` when the clause decides none
   */
  async openFromClause(
    order: CarryOut,
    opening: Opening & { readonly evaluation?: ClauseDeadline } = {},
  ): Promise<CommandOutcome> {
    const { clause } = order;
    const { fact } = clause;
    if (fact.kind !== 'hosting')
      throw new DomainError(
        'hosting.no-hosting',
        'invalid',
        `Clause ${clause.id} of ${order.meeting} (${fact.kind}) says nothing of a host.`,
        { clause: clause.id },
      );
    const { manager } = this.dataSource;
    const earlier = await earlierOpening(manager, hostingTerm.name, order);
    if (earlier) return earlier;
    const { what, host, from, months, evaluation: evaluationWords } = fact;
    const evaluation = opening.evaluation ?? clause.deadline;
    const origin = await originOf(manager, order);
    const outcome = await this.engine.start({
      workflow: hostingTerm.name,
      commandId: `hosting/${order.meeting}/${clause.id}` as CommandId,
      actor: SYSTEM,
      payload: { ...origin, title: what, what, host, from, months, evaluationWords, evaluation },
      ...openingOptions(opening, order.at),
    });
    if (!opening.historical) await this.dating.dateFromMeetings(evaluation);
    return outcome;
  }
}
