import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CaseReader, LegalClock, Rehearsal } from '../../engine/index.js';
import { type CaseId, newId } from '../../kernel/ids.js';
import { instantSchema } from '../../kernel/instant.js';
import type { Json, JsonObject } from '../../kernel/json.js';
import { parseInput } from '../../kernel/parse.js';
import type { Actor } from '../../kernel/workflow.js';
import { officeAt } from '../registry/index.js';
import { payloads, writtenProcedure } from '../../../workflows/written-procedure/index.js';
import { RuleSets } from './rule-sets.service.js';
import { type Course, courseOf, giveAnswer, inOrder, whatIfSchema } from './rehearsed-course.js';
import { playedLaunchFacts, textHash } from './written-procedure.facts.js';
import { contextOf } from './written-procedure.view.js';

/** What to rehearse: a draft (new, or by the id of one that exists), its launch, and answers that might come. */
export const rehearsalSchema = z.strictObject({
  draft: payloads.draft.optional(),
  launch: payloads.launch,
  /** instant of the launch; left out: now */
  launchAt: instantSchema.optional(),
  whatIf: z.array(whatIfSchema).max(500).default([]),
});
export type RehearsalOrder = z.output<typeof rehearsalSchema>;

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
      ...(await playedLaunchFacts(manager, order.launch as unknown as JsonObject, launchAt, this.ruleSets)),
    };
    play.command({
      type: 'launch',
      occurredAt: launchAt,
      commandId: 'launch',
      actor,
      payload: order.launch as unknown as JsonObject,
      facts,
    });
    for (const answer of inOrder(order.whatIf, launchAt)) giveAnswer(play, answer, chair);
    play.toTheEnd();
    return courseOf(play);
  }

  /**
   * Plays a launched procedure on from where it stands.
   *
   * @param caseId a case that was launched
   * @param whatIf answers that might come; their days count from now
   * @returns what would happen if nobody did anything beyond them
   * @throws UnknownCase
   */
  async playOn(caseId: CaseId, whatIf: RehearsalOrder['whatIf']): Promise<Course> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const office = await officeAt(manager, 'chair', now);
    const play = await this.cases.rehearsal(caseId);
    const chair = office ? { party: office.party, name: office.partyName } : null;
    for (const answer of inOrder(whatIf, now)) giveAnswer(play, answer, chair);
    play.toTheEnd();
    return courseOf(play);
  }

  private async draftOf(caseId: CaseId): Promise<JsonObject> {
    const { reference, title, subject, background, memberConcerned, texts, documents } = contextOf(
      await this.cases.view(caseId),
    );
    return { reference, title, subject, background, memberConcerned, texts, documents };
  }
}
