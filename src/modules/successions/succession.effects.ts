import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
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
import { MailTemplates } from '../notifications/index.js';
import { type OfficeTerm, contactsOf, officeAt, rollAt } from '../registry/index.js';
import { WrittenProcedures } from '../written-procedures/index.js';
import {
  SUCCESSION_NOTICES,
  type SuccessionNotice,
  draftSelectionSchema,
  procedureUnderWay,
  successionNoticeSchema,
  successionWorkflow,
} from '../../../workflows/succession/index.js';
import { gatherSuccessionFacts } from './succession.facts.js';
import { successionOf } from './succession.kind.js';
import { type Addressees, renderSuccessionNotice, successionMails } from './succession.notices.js';
import { outcomeOfProcedure } from '../cases/index.js';

/** Plenum itself, where it brings in what was decided elsewhere. */
export const SUCCESSION_SYSTEM: Actor = { kind: 'system', id: 'successions', name: 'Plenum' };

/** Successions beyond what the desk does for every case: notices, drafts for written procedure, and what came of them. */
@Injectable()
export class SuccessionEffects implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly procedures: WrittenProcedures,
    private readonly facts: FactsRegistry,
    private readonly effects: EffectRegistry,
    private readonly outbox: OutboxWriter,
    private readonly templates: MailTemplates,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    const { name } = successionWorkflow;
    this.facts.register(name, gatherSuccessionFacts);
    for (const template of SUCCESSION_NOTICES)
      this.templates.register(name, template, renderSuccessionNotice);
    this.effects.register('succession-notice', (message) => this.sendNotice(message));
    this.effects.register('draft-selection', (message) => this.draftSelection(message));
    this.sweeper.register('bring selections in writing to their successions', () => this.bringOutcomes());
  }

  /** One mail to each contact. A repeat makes the same rows, so nobody is written to twice. */
  private async sendNotice(message: OutboxMessage): Promise<EffectResult> {
    const notice = successionNoticeSchema.parse(message.payload);
    const { id: messageId, occurredAt } = message;
    const caseId = message.caseId as CaseId; // an effect of a machine always belongs to a case
    return this.dataSource.transaction(async (tx) => {
      const filled = await filledMeanwhile(tx, notice);
      if (filled !== null) return { skipped: filled };
      for (const mail of successionMails(notice, await addresseesAt(tx, occurredAt))) {
        const payload = JSON.parse(JSON.stringify(mail)) as JsonObject; // plain JSON by construction
        const id = derivedId<OutboxId>(messageId, mail.to.contact.id);
        await this.outbox.enqueue(tx, { topic: 'mail', payload, caseId, because: message }, id);
      }
      return 'done';
    });
  }

  /** The question who follows becomes a draft, for the Chair to launch. */
  private async draftSelection(message: OutboxMessage): Promise<EffectResult> {
    const { succession, title, party, draft } = draftSelectionSchema.parse(message.payload);
    const outcome = await this.procedures.draft(
      { ...draft, memberConcerned: party, background: `${title}. Succession ${succession}.` },
      await this.chairAt(message.occurredAt),
      message.id as unknown as CommandId, // one draft for one effect
    );
    return outcome.status === 'refused'
      ? { skipped: outcome.refusal?.message ?? 'the draft was refused' }
      : 'done';
  }

  private async chairAt(instant: Instant): Promise<Actor> {
    const term = await officeAt(this.dataSource.manager, 'chair', instant);
    const contacts = term ? await contactsOf(this.dataSource.manager, [term.party], instant) : [];
    const id = term?.contactId ?? contacts[0]?.id ?? 'successions';
    return { kind: 'operator', id, name: 'Plenum, for the Chair' };
  }

  /** A written procedure that was to select somebody has ended: its outcome comes to the succession that waits for it. */
  private async bringOutcomes(): Promise<void> {
    const open = await this.cases.list({ workflow: successionWorkflow.name, open: true, limit: 500 });
    for (const file of open.filter(({ historical }) => !historical)) {
      const context = successionOf(file);
      const reference = procedureUnderWay(context);
      const party = context.procedures.at(-1)?.party;
      if (context.decision || reference === null || party === undefined) continue;
      const found = await outcomeOfProcedure(this.dataSource.manager, reference);
      if (!found || found.outcome === 'open') continue;
      const source = { kind: 'written-procedure', reference };
      const adopted = found.outcome === 'adopted';
      await this.engine.submit({
        caseId: file.caseId,
        type: adopted ? 'decide' : 'record-no-consensus',
        commandId:
          `selection/${file.caseId}/${found.outcome}/${found.declaredAt ?? ''}/${context.procedures.length}` as CommandId,
        actor: SUCCESSION_SYSTEM,
        payload: adopted ? { party, decidedBy: source } : { soughtBy: source },
      });
    }
  }
}

/** A vacancy is announced by the calendar; where the registry shows since that somebody follows, there is none to tell of. */
async function filledMeanwhile(tx: EntityManager, notice: SuccessionNotice): Promise<string | null> {
  if (notice.at === null || (notice.template !== 'vacancy-ahead' && notice.template !== 'vacant'))
    return null;
  const from = notice.at as Instant; // the schema checks the form of instants
  const holder = await officeAt(tx, notice.office, from);
  if (!holder || (holder.validFrom < from && holder.validTo === null)) return null;
  return `by the registry ${holder.party} holds the office then`;
}

async function addresseesAt(tx: EntityManager, instant: Instant): Promise<Addressees> {
  const parties = [...(await rollAt(tx, instant, 'participant')), ...(await rollAt(tx, instant, 'observer'))];
  const terms = [await officeAt(tx, 'chair', instant), await officeAt(tx, 'secretariat', instant)];
  const offices = terms.filter((term): term is OfficeTerm => term !== null);
  const codes = [...parties.map(({ code }) => code), ...offices.map(({ party }) => party)];
  return { parties, offices, contacts: await contactsOf(tx, codes, instant) };
}
