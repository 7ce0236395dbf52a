import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  type CaseFile,
  CaseReader,
  EffectRegistry,
  type EffectResult,
  Engine,
  FactsRegistry,
  OutboxWriter,
  type OutboxMessage,
  Sweeper,
} from '../../engine/index.js';
import { InvalidInput } from '../../kernel/domain-error.js';
import { type CaseId, type CommandId, type OutboxId, derivedId, newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import type { Actor } from '../../kernel/workflow.js';
import { type Asker, CaseDesk, maySee } from '../cases/index.js';
import { MailTemplates } from '../notifications/index.js';
import { Registry, contactsOf, rollAt } from '../registry/index.js';
import { WrittenProcedures } from '../written-procedures/index.js';
import {
  type MeetingContext,
  draftCommunique,
  meetingNoticeSchema,
  openProcedureSchema,
  plenaryMeeting,
} from '../../../workflows/plenary-meeting/index.js';
import { type RegisterEntry, type RegisterFilter, entriesOf, filterEntries } from './decision-register.js';
import { waitingForPlenary } from './carried-items.js';
import { gatherMeetingFacts } from './meeting.facts.js';
import { MEETINGS, mayReadCommunique, meetingOf, readableClauses } from './meeting.kind.js';
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
    this.sweeper.register('carry what waits to the next Plenary', () => this.carryOver());
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
    const status = statusOf(communique);
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
    const origins = context.items.flatMap(({ origin }) => (origin ? [origin] : []));
    return {
      meeting: await this.desk.show(MEETINGS, which, asker),
      communique: await this.communique(which, asker),
      history: await this.desk.exportHistory(MEETINGS, which, asker),
      /** the whole files of what was carried over: broken procedures, and meetings that put an item off */
      procedures: await Promise.all(
        origins.map(({ workflow, caseId }) =>
          workflow === plenaryMeeting.name
            ? this.desk.exportHistory(MEETINGS, caseId, asker)
            : this.procedures.exportHistory(caseId, asker),
        ),
      ),
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
    const reason = await this.drafted({ ...draft, background }, actor, message.id as unknown as CommandId); // one draft for one effect
    if (reason === null) return 'done';
    await this.engine.submit({
      caseId: message.caseId as CaseId, // an effect of a machine always belongs to a case
      type: 'note-draft-refused',
      commandId: derivedId<CommandId>(message.id, 'refused'),
      actor: SYSTEM,
      payload: { item, reason },
    });
    return { skipped: reason };
  }

  /** @returns why no procedure could be drafted, or null when it was */
  private async drafted(draft: object, actor: Actor, commandId: CommandId): Promise<string | null> {
    try {
      const outcome = await this.procedures.draft(draft, actor, commandId);
      return outcome.status === 'refused' ? (outcome.refusal?.message ?? 'The draft was refused.') : null;
    } catch (error) {
      if (error instanceof InvalidInput) return error.message;
      throw error;
    }
  }

  /** What was broken after a Plenary was convened comes onto its agenda; with none convened it waits for the next. */
  private async carryOver(): Promise<void> {
    const items = await this.dataSource.transaction(waitingForPlenary);
    if (items.length === 0) return;
    const [next] = (
      await this.cases.list({ workflow: plenaryMeeting.name, open: true, limit: 500 }, isConvenedPlenary)
    )
      .map((file) => ({ caseId: file.caseId, context: meetingOf(file) }))
      .sort((a, b) => (a.context.opensAt.at < b.context.opensAt.at ? -1 : 1));
    if (!next) return;
    // what this very meeting refused or withdrew waits for the one after it
    const known = new Set(next.context.items.map(({ id }) => id));
    for (const item of items.filter(({ id }) => !known.has(id)))
      await this.engine.submit({
        caseId: next.caseId,
        type: 'add-items',
        commandId: newId(),
        actor: SYSTEM,
        payload: { items: [item] },
      });
  }
}

function statusOf({
  publishedAt,
  adoptedAt,
  statedAt,
}: MeetingContext['communique']): 'published' | 'adopted' | 'stated' | 'draft' {
  if (publishedAt) return 'published';
  if (statedAt) return 'stated';
  return adoptedAt ? 'adopted' : 'draft';
}

function isConvenedPlenary(file: CaseFile): boolean {
  return !file.historical && file.state.startsWith('convened') && meetingOf(file).type === 'plenary';
}
