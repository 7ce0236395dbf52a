import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CaseReader, LegalClock, Rehearsal, type RehearsedEvent } from '../../engine/index.js';
import { deadlineText } from '../../kernel/deadline-text.js';
import { type CaseId, newId } from '../../kernel/ids.js';
import { type Instant, addMs, instantSchema } from '../../kernel/instant.js';
import type { Json, JsonObject } from '../../kernel/json.js';
import { parseInput } from '../../kernel/parse.js';
import type { Actor } from '../../kernel/workflow.js';
import { officeAt } from '../registry/index.js';
import {
  payloads,
  procedureContextSchema,
  tally,
  writtenProcedure,
} from '../../../workflows/written-procedure/index.js';
import { RuleSets } from './rule-sets.service.js';
import { launchFacts, textHash } from './written-procedure.facts.js';
import { contextOf } from './written-procedure.view.js';

const DAY_MS = 86_400_000;

/** «If that member answers so on that day». */
const whatIfSchema = z.strictObject({
  party: z.string().min(1),
  kind: payloads['record-position'].shape.kind,
  reason: z.string().optional(),
  statement: z.string().optional(),
  /** days after the launch, or an instant */
  afterDays: z.number().min(0).optional(),
  at: instantSchema.optional(),
});

/** What to rehearse: a draft (new, or by the id of one that exists), its launch, and answers that might come. */
export const rehearsalSchema = z.strictObject({
  draft: payloads.draft.optional(),
  launch: payloads.launch,
  /** instant of the launch; left out: now */
  launchAt: instantSchema.optional(),
  whatIf: z.array(whatIfSchema).max(500).default([]),
});
export type RehearsalOrder = z.output<typeof rehearsalSchema>;

/** One line of a rehearsed course. */
export interface RehearsedLine {
  readonly at: Instant;
  readonly utc: string;
  readonly event: string;
  readonly state: string;
  /** mails it sends, by template */
  readonly mails: Readonly<Record<string, number>>;
  readonly refusal: string | null;
}

/** The whole course: everything that would happen if nobody did anything beyond the what-ifs. */
export interface Course {
  readonly lines: readonly RehearsedLine[];
  readonly finding: string | null;
  readonly status: string;
  readonly needed: string;
  readonly electorate: number;
}

/** Plays a procedure through in memory: the whole timetable of mails and deadlines, and what answers would lead to. Nothing is stored. */
@Injectable()
export class Rehearsals {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    private readonly cases: CaseReader,
    private readonly ruleSets: RuleSets,
  ) {}

  /**
   * @param order what to play
   * @param actor who would launch
   * @param existing a draft to take instead of `order.draft`
   * @returns its course; a launch or an answer that would be refused says why
   * @throws InvalidInput when there is no draft; DomainError `rule-set.unknown`
   */
  async rehearse(order: RehearsalOrder, actor: Actor, existing: CaseId | null): Promise<Course> {
    const { manager } = this.dataSource;
    const draft = parseInput(payloads.draft, existing ? await this.draftOf(existing) : order.draft, 'draft');
    const launchAt = order.launchAt ?? (await this.clock.now(manager));
    const office = await officeAt(manager, 'chair', launchAt);
    const chair = office ? { party: office.party, name: office.partyName } : null;
    const standing = { roles: ['chair', 'secretariat'], chair };
    const payload = draft as unknown as JsonObject; // parsed by its schema just above
    const play = new Rehearsal(writtenProcedure, {
      caseId: newId<CaseId>(),
      occurredAt: launchAt,
      actor,
      payload,
      facts: { ...standing, textHash: textHash(payload['texts'] as Json) },
    });
    const facts = {
      ...standing,
      ...(await launchFacts(manager, order.launch as unknown as JsonObject, launchAt, this.ruleSets)),
    };
    play.command({
      type: 'launch',
      occurredAt: launchAt,
      commandId: 'launch',
      actor,
      payload: order.launch as unknown as JsonObject,
      facts,
    });
    for (const answer of inOrder(order, launchAt)) this.answer(play, answer, chair);
    play.toTheEnd();
    return courseOf(play);
  }

  private async draftOf(caseId: CaseId): Promise<JsonObject> {
    const { reference, title, subject, background, memberConcerned, texts, documents } = contextOf(
      await this.cases.view(caseId),
    );
    return { reference, title, subject, background, memberConcerned, texts, documents };
  }

  private answer(
    play: Rehearsal,
    given: RehearsalOrder['whatIf'][number] & { readonly instant: Instant },
    chair: JsonObject | null,
  ): void {
    const context = procedureContextSchema.parse(play.context);
    const observer = context.frozen?.observers.some((party) => party.code === given.party) ?? false;
    const party = [...(context.frozen?.electorate ?? []), ...(context.frozen?.observers ?? [])].find(
      (one) => one.code === given.party,
    );
    const contactId = party?.contacts[0]?.id ?? `${given.party}-1`;
    const { kind, reason, statement, instant } = given;
    play.timePassesTo(instant);
    const current = procedureContextSchema.parse(play.context).textHash;
    play.command({
      type: 'record-position',
      occurredAt: instant,
      commandId: `what-if-${given.party}-${instant}`,
      actor: { kind: 'person', id: contactId, name: party?.name ?? given.party, party: given.party },
      payload: {
        kind,
        contactId,
        channel: 'api',
        textHash: current,
        ...(reason ? { reason } : {}),
        ...(statement ? { statement } : {}),
      },
      facts: { roles: [observer ? 'observer' : 'participant'], chair },
    });
  }
}

function inOrder(
  order: RehearsalOrder,
  launchAt: Instant,
): (RehearsalOrder['whatIf'][number] & { readonly instant: Instant })[] {
  return order.whatIf
    .map((answer) => ({
      ...answer,
      instant: answer.at ?? addMs(launchAt, Math.round((answer.afterDays ?? 0) * DAY_MS)),
    }))
    .sort((a, b) => (a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : 0));
}

function courseOf(play: Rehearsal): Course {
  const context = procedureContextSchema.parse(play.context);
  const { status, needed } = play.describe();
  return {
    lines: play.events.map(lineOf),
    finding: context.frozen ? tally(context).finding : null,
    status,
    needed,
    electorate: context.frozen?.electorate.length ?? 0,
  };
}

function lineOf(event: RehearsedEvent): RehearsedLine {
  const mails: Record<string, number> = {};
  for (const effect of event.effects) {
    if (effect.topic !== 'mail') continue;
    const template = String(effect.payload['template']);
    mails[template] = (mails[template] ?? 0) + 1;
  }
  const { utc } = deadlineText(event.at, { zone: 'UTC', locale: 'en' });
  return {
    at: event.at,
    utc,
    event: event.type,
    state: event.state,
    mails,
    refusal: event.refusal?.message ?? null,
  };
}
