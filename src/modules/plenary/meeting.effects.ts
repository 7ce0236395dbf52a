import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
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
import { InstrumentRecorder } from '../compendium/index.js';
import { MandateListeners, Mandates } from '../mandates/index.js';
import { MailTemplates } from '../notifications/index.js';
import { PendingRegistry, contactsOfList, contactsOfOrgan, mergedInto, organsAt } from '../organs/index.js';
import { Registry, contactsOf, rollAt } from '../registry/index.js';
import { WrittenProcedures } from '../written-procedures/index.js';
import {
  type MeetingContext,
  communiquePublishedSchema,
  meetingDatedSchema,
  meetingNoticeSchema,
  openProcedureSchema,
  plenaryMeeting,
} from '../../../workflows/plenary-meeting/index.js';
import { waitingForPlenary } from './carried-items.js';
import { ClauseTrial } from './clause.trial.js';
import { gatherMeetingFacts } from './meeting.facts.js';
import { meetingOf } from './meeting.kind.js';
import { noticeMails, renderNotice } from './meeting.notices.js';
import { passesOn, pendingMeeting, waitsFor } from './meeting.pending.js';

const SYSTEM: Actor = { kind: 'system', id: 'plenary', name: 'Plenum' };

/** What meetings set off, and what waits for them: notices, drafts, days that others wait for, items carried over. */
@Injectable()
export class MeetingEffects implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly registry: Registry,
    private readonly procedures: WrittenProcedures,
    private readonly mandates: Mandates,
    private readonly mandateListeners: MandateListeners,
    private readonly instruments: InstrumentRecorder,
    private readonly facts: FactsRegistry,
    private readonly effects: EffectRegistry,
    private readonly outbox: OutboxWriter,
    private readonly templates: MailTemplates,
    private readonly sweeper: Sweeper,
    private readonly pending: PendingRegistry,
    private readonly trial: ClauseTrial,
  ) {}

  onModuleInit(): void {
    this.facts.register(plenaryMeeting.name, (tx, question) => gatherMeetingFacts(tx, question, this.trial));
    for (const template of meetingNoticeSchema.shape.template.options)
      this.templates.register(plenaryMeeting.name, template, renderNotice);
    this.effects.register('meeting-notice', (message) => this.sendNotice(message));
    this.effects.register('open-procedure', (message) => this.openProcedure(message));
    this.effects.register('meeting-dated', (message) => this.tellTheDay(message));
    this.effects.register('communique-published', (message) => this.publishInstruments(message));
    this.mandateListeners.onEscalation(async () => {
      await this.carryOver();
      return 'done';
    });
    this.pending.register('meetings', async (_tx, organ) => {
      const open = { workflow: plenaryMeeting.name, open: true, limit: 500 };
      return (await this.cases.list(open, (file) => waitsFor(file, organ))).map(pendingMeeting);
    });
    this.sweeper.register('meetings of merged organs', () => this.succeedOrgans());
    this.sweeper.register('carry what waits to the next Plenary', () => this.carryOver());
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
      const invited = await invitedContacts(tx, meetingOf(file), occurredAt);
      for (const mail of noticeMails(file, notice, parties, contacts, invited)) {
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

  /** Mandates and evaluations that are due at this meeting have its day for their own. */
  private async tellTheDay(message: OutboxMessage): Promise<EffectResult> {
    const { event, opensAt, meeting } = meetingDatedSchema.parse(message.payload);
    const { historical } = await this.cases.view(message.caseId as CaseId); // an effect of a machine always belongs to a case
    const dated = await this.mandates.eventDated({
      event,
      at: opensAt,
      source: meeting,
      ...(historical ? { asOf: message.occurredAt } : {}),
    });
    return dated.length > 0 ? 'done' : { skipped: `nothing waits for ${event}` };
  }

  /** What the meeting adopted is published with its communiqué. */
  private async publishInstruments(message: OutboxMessage): Promise<EffectResult> {
    const { meeting, at } = communiquePublishedSchema.parse(message.payload);
    const published = await this.instruments.published({ meeting, at });
    return published.length > 0 ? 'done' : { skipped: 'no instrument waits for publication' };
  }

  /** Open meetings of an organ that was merged are its successor's; one that has passed on is found no more. */
  private async succeedOrgans(): Promise<void> {
    const organs = await organsAt(this.dataSource.manager, await this.registry.now());
    const open = { workflow: plenaryMeeting.name, open: true, limit: 500 };
    for (const { from, successor } of mergedInto(organs))
      for (const { caseId, revision } of await this.cases.list(open, (file) => passesOn(file, from)))
        await this.engine.submit({
          caseId,
          type: 'succeed-organ',
          commandId: `merger/${from}/${successor.code}/${caseId}/${revision}` as CommandId, // once for each state of the case
          actor: SYSTEM,
          payload: { from, to: successor.code },
        });
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

/** @returns ids of the contacts in the organs and on the lists that meet */
async function invitedContacts(
  tx: EntityManager,
  { organs, lists }: MeetingContext,
  at: Instant,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const organ of organs) for (const { id } of await contactsOfOrgan(tx, organ, at)) found.add(id);
  for (const list of lists) for (const { id } of await contactsOfList(tx, list, at)) found.add(id);
  return found;
}

function isConvenedPlenary(file: CaseFile): boolean {
  return !file.historical && file.state.startsWith('convened') && meetingOf(file).type === 'plenary';
}
