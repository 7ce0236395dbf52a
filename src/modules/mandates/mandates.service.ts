import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type CommandOutcome, EffectRegistry, Engine, FactsRegistry } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { CarryOut } from '../../../workflows/plenary-meeting/index.js';
import {
  MANDATE_NOTICES,
  type MandateRules,
  mandate,
  mandateNoticeSchema,
} from '../../../workflows/mandate/index.js';
import { type Asker, maySee } from '../cases/index.js';
import { Addressees, NoticeSender } from '../notices/index.js';
import { MailTemplates } from '../notifications/index.js';
import { Registry } from '../registry/index.js';
import { type Opening, SYSTEM, earlierOpening, openingOptions, originOf } from './clause-origin.js';
import { type DueFilter, type DueLine, dueLines } from './due-list.js';
import { type EventDate, EventDating } from './event-dating.js';
import { gatherMandateFacts } from './mandate.facts.js';
import { HOSTING_TERMS, MANDATES } from './mandate.kinds.js';
import { ROUTINE_NOTICES, renderMandateNotice } from './mandate.mails.js';
import { OpenCases } from './open-cases.js';

/** Mandates beyond what the desk does for every case: opened from clauses, dated with their events, listed by what is due. */
@Injectable()
export class Mandates implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly open: OpenCases,
    private readonly dating: EventDating,
    private readonly registry: Registry,
    private readonly addressees: Addressees,
    private readonly sender: NoticeSender,
    private readonly facts: FactsRegistry,
    private readonly effects: EffectRegistry,
    private readonly templates: MailTemplates,
  ) {}

  onModuleInit(): void {
    this.facts.register(mandate.name, (tx, question) => gatherMandateFacts(tx, question, this.addressees));
    for (const template of MANDATE_NOTICES)
      this.templates.register(mandate.name, template, renderMandateNotice);
    this.effects.register('mandate-notice', (message) => {
      const notice = mandateNoticeSchema.parse(message.payload);
      return this.sender.send(message, notice, !ROUTINE_NOTICES.includes(notice.template));
    });
  }

  /**
   * Opens the mandate that a clause gives, and dates it where it waits for a meeting that is convened already. A clause that has one
   * keeps it, and nothing happens.
   *
   * @param order a clause that takes effect, of the kind `mandate`, with addressees
   * @param opening live, or part of an imported history; `rules` are other reminders and rungs than the usual ones
   * @returns what became of it; a refusal says why
   * @throws DomainError `mandate.no-mandate` when the clause gives none, or to nobody
   */
  async openFromClause(
    order: CarryOut,
    opening: Opening & { readonly rules?: MandateRules } = {},
  ): Promise<CommandOutcome> {
    const { clause } = order;
    const { fact, by, addressees, condition, deadline, reportTo } = clause;
    if (fact.kind !== 'mandate' || addressees.length === 0)
      throw new DomainError(
        'mandate.no-mandate',
        'invalid',
        `Clause ${clause.id} of ${order.meeting} (${fact.kind}) gives nobody a mandate.`,
        { clause: clause.id },
      );
    const { manager } = this.dataSource;
    const earlier = await earlierOpening(manager, mandate.name, order);
    if (earlier) return earlier;
    const { task } = fact;
    const origin = await originOf(manager, order);
    const outcome = await this.engine.start({
      workflow: mandate.name,
      commandId: `mandate/${order.meeting}/${clause.id}` as CommandId,
      actor: SYSTEM,
      payload: {
        ...origin,
        title: task,
        task,
        by,
        addressees,
        condition,
        deadline,
        reportTo,
        ...(opening.rules ? { rules: opening.rules } : {}),
      },
      ...openingOptions(opening, order.at),
    });
    if (!opening.historical) await this.dating.dateFromMeetings(deadline);
    return outcome;
  }

  /**
   * Dates every open mandate, and every hosting term whose evaluation waits, by an event; those that have this date already are left
   * alone, so that saying it twice changes nothing.
   *
   * @returns the cases that were dated or moved
   */
  async eventDated(date: EventDate): Promise<CaseId[]> {
    return this.dating.eventDated(date);
  }

  /** @returns those of the codes that are nobody at an instant: no office, party, organ or collective; a body outside is named in words */
  async unknownAddressees(tx: EntityManager, codes: readonly string[], at: Instant): Promise<string[]> {
    const kinds = await this.addressees.kindsOf(tx, codes, at);
    return codes.filter((code) => kinds[code] === 'unknown');
  }

  /**
   * What is late, in review, waiting for an assessment or a decision, or due soon, of mandates and hosting terms.
   *
   * @param filter how far ahead to look
   * @param asker sees what it may know of
   * @returns lines, the soonest first
   */
  async due(filter: DueFilter, asker: Asker): Promise<DueLine[]> {
    const files = [
      ...(await this.open.of(MANDATES)).filter((file) => maySee(MANDATES, asker, file)),
      ...(await this.open.of(HOSTING_TERMS)).filter((file) => maySee(HOSTING_TERMS, asker, file)),
    ];
    return dueLines(files, filter, await this.registry.now());
  }
}
