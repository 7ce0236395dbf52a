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
import type { JsonObject } from '../../kernel/json.js';
import type { Actor } from '../../kernel/workflow.js';
import { type Asker, CaseDesk, maySee } from '../cases/index.js';
import { MailTemplates } from '../notifications/index.js';
import { Registry, contactsOf, rollAt } from '../registry/index.js';
import { WrittenProcedures } from '../written-procedures/index.js';
import {
  meetingNoticeSchema,
  openProcedureSchema,
  plenaryMeeting,
} from '../../../workflows/plenary-meeting/index.js';
import { Communiques } from './communique.service.js';
import { type RegisterEntry, type RegisterFilter, entriesOf, filterEntries } from './decision-register.js';
import { brokenProcedures, gatherMeetingFacts } from './meeting.facts.js';
import { MEETINGS, meetingOf, readableClauses } from './meeting.kind.js';
import { noticeMails, renderNotice } from './meeting.notices.js';

const SYSTEM: Actor = { kind: 'system', id: 'plenary', name: 'Plenum' };

/** Meetings beyond what the desk does for every case: notices, procedures in and out, the whole file, the register of decisions. */
@Injectable()
export class Meetings implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly desk: CaseDesk,
    private readonly registry: Registry,
    private readonly communiques: Communiques,
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

  /** @returns the register of decisions as this person may read it, newest meeting first */
  async register(filter: RegisterFilter, asker: Asker): Promise<readonly RegisterEntry[]> {
    const files = await this.cases.list({ workflow: plenaryMeeting.name, limit: 500 });
    const entries = files
      .filter((file) => maySee(MEETINGS, asker, file))
      .map(meetingOf)
      .flatMap((context) => {
        const readable = readableClauses(context, asker);
        return entriesOf(context).filter(({ clause }) => readable.has(clause.id));
      });
    return filterEntries(entries, filter);
  }

  /** @returns the whole file of a meeting: its memory, history, communiqué, and the files of procedures carried over to it */
  async wholeFile(which: string, asker: Asker) {
    const file = await this.desk.visible(MEETINGS, which, asker);
    const context = meetingOf(file);
    const origins = context.items.flatMap(({ origin }) => (origin ? [origin.caseId] : []));
    return {
      meeting: await this.desk.show(MEETINGS, which, asker),
      communique: await this.communiques.show(which, asker),
      history: await this.desk.exportHistory(MEETINGS, which, asker),
      procedures: await Promise.all(origins.map((id) => this.procedures.exportHistory(id, asker))),
    };
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
