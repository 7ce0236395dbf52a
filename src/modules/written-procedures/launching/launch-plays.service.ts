import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CaseFile, CaseReader, LegalClock, Rehearsal } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { CaseId } from '../../../kernel/ids.js';
import { type Instant, addMs } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import { refuse } from '../../../kernel/refusals.js';
import type { Actor, Refusal } from '../../../kernel/workflow.js';
import { officeAt, rolesOfActor } from '../../registry/index.js';
import {
  type Mail,
  type ProcedureContext,
  mailSchema,
  procedureContextSchema,
  writtenProcedure,
} from '../../../../workflows/written-procedure/index.js';
import { RuleSets } from '../rule-sets.service.js';
import { launchFacts } from '../written-procedure.facts.js';
import { contextOf } from '../written-procedure.view.js';
import { type LaunchPlan, launchPayload } from './launch-plan.js';

/** A launch as it was played: refused, or done in memory. */
export interface PlayedLaunch {
  readonly refusal: Refusal | null;
  readonly launchAt: Instant;
  /** the case as it would be when the window opens; null when the launch is refused */
  readonly opened: { readonly file: CaseFile; readonly context: ProcedureContext } | null;
  /** the launch mails, one for each recipient, in the order in which they would go out */
  readonly mails: readonly Mail[];
}

/** Plays the launch of a draft in memory, to show it before it happens. Nothing is stored, nobody is told. */
@Injectable()
export class LaunchPlays {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cases: CaseReader,
    private readonly clock: LegalClock,
    private readonly ruleSets: RuleSets,
  ) {}

  /**
   * @param caseId a draft
   * @param plan its plan
   * @param by who would launch. `as: 'opener'` plays it as whoever may, for those who only prepare; `as: 'self'` by the roles the
   *   person has, as the engine will judge it
   * @param afterMs how long after now
   * @returns the launch as it would be; a refusal is an answer here, not an error
   * @throws UnknownCase; DomainError `rule-set.unknown`
   */
  async play(
    caseId: CaseId,
    plan: LaunchPlan,
    by: { readonly actor: Actor; readonly as: 'self' | 'opener' },
    afterMs = 0,
  ): Promise<PlayedLaunch> {
    const { manager } = this.dataSource;
    const launchAt = addMs(await this.clock.now(manager), afterMs);
    const file = await this.cases.view(caseId);
    const refused = (refusal: Refusal): PlayedLaunch => ({ refusal, launchAt, opened: null, mails: [] });
    const payload = payloadOrRefusal(plan);
    if ('refusal' in payload) return refused(payload.refusal);
    const facts = await this.factsOf(by, payload.launch, launchAt);
    const play = draftOf(file, by.actor, launchAt, facts);
    const refusal = play.command({
      type: 'launch',
      occurredAt: launchAt,
      commandId: 'launch',
      actor: by.actor,
      payload: payload.launch,
      facts,
    });
    return refusal ? refused(refusal) : { refusal, launchAt, ...untilOpen(play, file) };
  }

  private async factsOf(
    { actor, as }: { readonly actor: Actor; readonly as: 'self' | 'opener' },
    launch: JsonObject,
    at: Instant,
  ): Promise<JsonObject> {
    const { manager } = this.dataSource;
    const office = await officeAt(manager, 'chair', at);
    const { offices } = this.ruleSets.get(String(launch['ruleSet'])).opener;
    return {
      roles: as === 'opener' ? [...offices, 'chair'] : await rolesOfActor(manager, actor, at),
      chair: office ? { party: office.party, name: office.partyName } : null,
      ...(await launchFacts(manager, launch, at, this.ruleSets)),
    };
  }
}

function payloadOrRefusal(plan: LaunchPlan): { launch: JsonObject } | { refusal: Refusal } {
  try {
    const launch = launchPayload(plan);
    if (launch) return { launch: JSON.parse(JSON.stringify(launch)) as JsonObject }; // plain JSON by its schema
    return { refusal: refuse('launch.no-rule-set', 'Choose the rule set first.', 'ruleSet') };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: refuse(error.code, error.message, 'opensAt') };
    throw error;
  }
}

/** The draft as if it had just been made, so that it can be played on. */
function draftOf(file: CaseFile, actor: Actor, at: Instant, facts: JsonObject): Rehearsal {
  const { reference, title, subject, background, memberConcerned, texts, documents, textHash } =
    contextOf(file);
  return new Rehearsal(writtenProcedure, {
    caseId: file.caseId,
    occurredAt: at,
    actor,
    payload: { reference, title, subject, background, memberConcerned, texts, documents },
    facts: { ...facts, textHash },
  });
}

/** Lets time pass until the window opens, and gathers the launch mails on the way. */
function untilOpen(play: Rehearsal, file: CaseFile): Pick<PlayedLaunch, 'opened' | 'mails'> {
  const { round } = procedureContextSchema.parse(play.context);
  if (round) play.timePassesTo(round.opensAt);
  const context = procedureContextSchema.parse(play.context);
  const mails = play.events
    .flatMap(({ effects }) => effects)
    .filter(({ topic }) => topic === 'mail')
    .map(({ payload }) => mailSchema.parse(payload));
  return { opened: { file: { ...file, context: play.context }, context }, mails };
}
