import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CaseFile, CaseReader, LegalClock, Rehearsal } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { CaseId } from '../../../kernel/ids.js';
import { type Instant, addMs } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import { parseInput } from '../../../kernel/parse.js';
import { refuse } from '../../../kernel/refusals.js';
import type { Actor, Refusal } from '../../../kernel/workflow.js';
import { officeAt, rolesOfActor, partyNames } from '../../registry/index.js';
import {
  type Departure,
  type Mail,
  type Payload,
  type ProcedureContext,
  departuresOf,
  mailSchema,
  payloads,
  procedureContextSchema,
  writtenProcedure,
} from '../../../../workflows/written-procedure/index.js';
import { RuleSets } from '../rule-sets.service.js';
import { playedLaunchFacts } from '../written-procedure.facts.js';
import { contextOf } from '../written-procedure.view.js';
import { type LaunchPlan, launchPayload } from './launch-plan.js';
import { findTemplate } from './procedure-templates.js';

/** A launch as it was played: refused, or done in memory. */
export interface PlayedLaunch {
  readonly refusal: Refusal | null;
  readonly launchAt: Instant;
  /** what was given as the launch; null where it could not be played on. A reason that is still to be given is made up in it. */
  readonly launch: Payload<'launch'> | null;
  /** in what it departs from the usual: another rule set than the kind of decision suggests, another window or other reminders than the rules have */
  readonly departures: readonly ('rule-set' | Departure)[];
  /** the case as it would be when the window opens; null when the launch is refused for more than the want of a reason */
  readonly opened: { readonly file: CaseFile; readonly context: ProcedureContext } | null;
  /** the launch mails, one for each recipient, in the order in which they would go out */
  readonly mails: readonly Mail[];
  /** names of parties that the registry has in other languages, by language and code */
  readonly partyNames: ReadonlyMap<string, string>;
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
    const names = await partyNames(manager);
    const refused = (refusal: Refusal): PlayedLaunch => ({
      refusal,
      launchAt,
      launch: null,
      departures: [],
      opened: null,
      mails: [],
      partyNames: names,
    });
    const payload = payloadOrRefusal(plan);
    if ('refusal' in payload) return refused(payload.refusal);
    const facts = await this.factsOf(by, payload.launch, launchAt);
    const play = draftOf(file, by.actor, launchAt, facts);
    const command = { type: 'launch', occurredAt: launchAt, commandId: 'launch', actor: by.actor, facts };
    const { refusal, given } = giveLaunch(play, command, payload.launch);
    if (refusal && !given) return refused(refusal);
    const reached = untilOpen(play, file);
    const launch = parseInput(payloads.launch, given, 'launch');
    const departures = this.departures(plan, launch, reached.opened.context);
    return { refusal, launchAt, launch, departures, partyNames: names, ...reached };
  }

  private departures(
    { template, ruleSet }: LaunchPlan,
    launch: Payload<'launch'>,
    { round }: ProcedureContext,
  ): PlayedLaunch['departures'] {
    const suggested = findTemplate(template ?? '')?.ruleSet ?? ruleSet;
    return [
      ...(suggested === ruleSet ? [] : (['rule-set'] as const)),
      ...(round ? departuresOf(this.ruleSets.get(launch.ruleSet), round.opensAt, launch) : []),
    ];
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
      ...(await playedLaunchFacts(manager, launch, at, this.ruleSets)),
    };
  }
}

/** What is refused only for want of a reason, and where the reason goes. */
const REASONS: Readonly<Record<string, string>> = {
  'launch.departure-without-reason': 'departure',
  'launch.unreached-without-reason': 'unreachedReason',
};

/**
 * Gives the launch. One that lacks nothing but a reason is played on with one made up, so that the rest of it can be looked at.
 *
 * @returns the first refusal, and the payload that went through in the end
 */
function giveLaunch(
  play: Rehearsal,
  command: Omit<Parameters<Rehearsal['command']>[0], 'payload'>,
  payload: JsonObject,
): { readonly refusal: Refusal | null; readonly given: JsonObject | null } {
  const refusal = play.command({ ...command, payload });
  if (!refusal) return { refusal, given: payload };
  const field = REASONS[refusal.code];
  if (field === undefined || payload[field] !== undefined) return { refusal, given: null };
  return {
    refusal,
    given: giveLaunch(play, command, { ...payload, [field]: 'A reason to be given.' }).given,
  };
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
function untilOpen(
  play: Rehearsal,
  file: CaseFile,
): Pick<PlayedLaunch, 'mails'> & { readonly opened: NonNullable<PlayedLaunch['opened']> } {
  const { round } = procedureContextSchema.parse(play.context);
  if (round) play.timePassesTo(round.opensAt);
  const context = procedureContextSchema.parse(play.context);
  const mails = play.events
    .flatMap(({ effects }) => effects)
    .filter(({ topic }) => topic === 'mail')
    .map(({ payload }) => mailSchema.parse(payload));
  const opened = {
    ...file,
    context: play.context,
    state: play.state,
    stateValue: play.view().state,
    description: play.describe(),
    allowed: play.heard,
  };
  return { opened: { file: opened, context }, mails };
}
