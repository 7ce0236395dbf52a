import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  CaseReader,
  EffectRegistry,
  type EffectResult,
  Engine,
  FactsRegistry,
  OutboxWriter,
  type OutboxMessage,
  Sweeper,
} from '../../engine/index.js';
import { type CaseId, type CommandId, type OutboxId, derivedId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import type { Actor } from '../../kernel/workflow.js';
import { type Asker, CaseDesk } from '../cases/index.js';
import { MailTemplates } from '../notifications/index.js';
import { Registry, contactsOf, rollAt } from '../registry/index.js';
import { WrittenProcedures } from '../written-procedures/index.js';
import {
  draftCommunique,
  meetingNoticeSchema,
  openProcedureSchema,
  plenaryMeeting,
} from '../../../workflows/plenary-meeting/index.js';
import { brokenProcedures, gatherMeetingFacts } from './meeting.facts.js';
import { MEETINGS, mayReadCommunique, meetingOf, readableClauses, readableItems } from './meeting.kind.js';
import { noticeMails, renderNotice } from './meeting.notices.js';

const SYSTEM: Actor = { kind: 'system', id: 'plenary', name: 'Plenum' };

/** Meetings beyond what the desk does for every case: notices, procedures in and out, the communiqué, the register of decisions. */
@Injectable()
export class Meetings implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly desk: CaseDesk,
    private readonly registry: Registry,
    private readonly procedures: WrittenProcedures,
    private readonly facts: FactsRegistry,
    private readonly effects: EffectRegistry,
    private readonly outbox: OutboxWriter,
    private readonly templates: MailTemplates,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.facts.register(plenaryMeeting.name, gatherMeetingFacts);
    for (const template of meetingNoticeSchema.shape.template.options)
      this.templates.register(plenaryMeeting.name, template, renderNotice);
    this.effects.register('meeting-notice', (message) => this.sendNotice(message));
    this.effects.register('open-procedure', (message) => this.openProcedure(message));
    this.sweeper.register('carry broken procedures to the next Plenary', () => this.carryBroken());
  }

  /**
   * The communiqué as it stands, drafted from the facts with names for codes.
   *
   * @returns the meeting's heading and every sentence, with what it rests on
   * @throws DomainError `case.unknown`
   */
  async communique(which: string, asker: Asker) {
    const file = await this.desk.visible(MEETINGS, which, asker);
    const context = meetingOf(file);
    const { title, place, opensAt, endsAt, closedAt, communique } = context;
    const status = communique.publishedAt ? 'published' : communique.adoptedAt ? 'adopted' : 'draft';
    const readable = readableClauses(context, asker);
    const sentences = mayReadCommunique(asker, context)
      ? draftCommunique(context, await this.names((closedAt ?? opensAt.at) as Instant)) // the schema checks the form of instants
      : [];
    return {
      reference: context.reference,
      title,
      place,
      from: opensAt.wallTime.slice(0, 10),
      to: endsAt.wallTime.slice(0, 10),
      status,
      statement: communique.statement,
      sentences: sentences.filter(({ clauseId }) => clauseId === null || readable.has(clauseId)),
    };
  }

  /** @returns the file of a meeting, as far as this person may read it: its memory, history, communiqué, and the files of procedures carried over to it */
  async wholeFile(which: string, asker: Asker) {
    const file = await this.desk.visible(MEETINGS, which, asker);
    const context = meetingOf(file);
    const origins = readableItems(context, asker).flatMap(({ origin }) => (origin ? [origin.caseId] : []));
    return {
      meeting: await this.desk.show(MEETINGS, which, asker),
      communique: await this.communique(which, asker),
      history: await this.desk.exportHistory(MEETINGS, which, asker),
      procedures: await this.procedures.filesOf(origins, asker),
    };
  }

  private async names(at: Instant): Promise<Record<string, string>> {
    const kinds = ['participant', 'observer', 'body'] as const;
    const rolls = await Promise.all(kinds.map((kind) => this.registry.roll(kind, at)));
    return Object.fromEntries(rolls.flat().map(({ code, name }) => [code, name]));
  }

  /** One mail to each contact. A repeat makes the same rows, so nobody is written to twice. */
  private async sendNotice(message: OutboxMessage): Promise<EffectResult> {
    const notice = meetingNoticeSchema.parse(message.payload);
    const caseId = message.caseId as CaseId; // an effect of a machine always belongs to a case
    const file = await this.cases.view(caseId);
    const { id: messageId, occurredAt } = message;
    await this.dataSource.transaction(async (tx) => {
      const parties = [
        ...(await rollAt(tx, occurredAt, 'participant')),
        ...(await rollAt(tx, occurredAt, 'observer')),
      ];
      const codes = parties.map(({ code }) => code);
      const contacts = await contactsOf(tx, codes, occurredAt);
      for (const mail of noticeMails(file, notice, parties, contacts)) {
        const payload = JSON.parse(JSON.stringify(mail)) as JsonObject; // plain JSON by construction
        const id = derivedId<OutboxId>(messageId, mail.to.contact.id);
        await this.outbox.enqueue(tx, { topic: 'mail', payload, caseId, because: message }, id);
      }
    });
    return 'done';
  }

  /** An item sent to written procedure becomes a draft, for the Chair to launch. */
  private async openProcedure(message: OutboxMessage): Promise<EffectResult> {
    const { meeting, item, draft } = openProcedureSchema.parse(message.payload);
    const background = `Sent to written procedure by ${meeting}, item «${item}».`;
    const chair = await this.registry.holder('chair', message.occurredAt);
    const actor: Actor = {
      kind: 'operator',
      id: chair?.contactId ?? 'plenary',
      name: `Plenum, for the Chair`,
    };
    const outcome = await this.procedures.draft(
      { ...draft, background },
      actor,
      message.id as unknown as CommandId,
    ); // one draft for one effect
    return outcome.status === 'refused'
      ? { skipped: outcome.refusal?.message ?? 'the draft was refused' }
      : 'done';
  }

  /** A procedure broken after a Plenary was convened comes onto its agenda; with none convened it waits for the next. */
  private async carryBroken(): Promise<void> {
    const items = await brokenProcedures(this.dataSource.manager);
    if (items.length === 0) return;
    const open = await this.cases.list({ workflow: plenaryMeeting.name, open: true, limit: 500 });
    const [next] = open
      .filter(
        (file) => !file.historical && file.state.startsWith('convened') && meetingOf(file).type === 'plenary',
      )
      .sort((a, b) => (meetingOf(a).opensAt.at < meetingOf(b).opensAt.at ? -1 : 1));
    if (!next) return;
    for (const item of items)
      await this.engine.submit({
        caseId: next.caseId,
        type: 'add-items',
        commandId: `carried/${item.origin?.caseId ?? item.id}/${next.caseId}` as CommandId,
        actor: SYSTEM,
        payload: { items: [item] },
      });
  }
}
