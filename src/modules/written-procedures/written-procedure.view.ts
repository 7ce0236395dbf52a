import type { CaseFile } from '../../engine/index.js';
import { deadlineText } from '../../kernel/deadline-text.js';
import type { Instant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import {
  type FrozenParty,
  type Position,
  type ProcedureContext,
  effectivePosition,
  furthestExtension,
  isUnreachable,
  outcomeOfRecord,
  plannedTimetable,
  procedureContextSchema,
  tally,
} from '../../../workflows/written-procedure/index.js';

/** A procedure in a list. */
export interface ProcedureLine {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: string;
  readonly needed: string;
  readonly next: { readonly sentence: string; readonly at: Instant } | null;
  readonly deadline: ReturnType<typeof deadlineText> | null;
  readonly ended: boolean;
  readonly imported: boolean;
}

/** @returns the procedure's memory, typed @throws ZodError when the case is of another workflow */
export function contextOf(file: CaseFile): ProcedureContext {
  return procedureContextSchema.parse(file.context);
}

/** @returns the procedure as a line of a list */
export function lineOf(file: CaseFile): ProcedureLine {
  const context = contextOf(file);
  const { status, needed, next } = file.description;
  const at = context.round?.deadline.at as Instant | undefined; // the schema checks the form of instants, not the brand
  return {
    id: file.caseId,
    reference: context.reference,
    title: context.title,
    status,
    needed,
    next,
    deadline: at ? deadlineText(at, { zone: 'UTC', locale: 'en' }) : null,
    ended: file.ended,
    imported: file.historical,
  };
}

/** @returns the procedure whole, without the addresses of contacts */
export function viewOf(file: CaseFile, open: readonly string[]) {
  return {
    ...lineOf(file),
    state: file.state,
    workflow: { name: file.workflow, version: file.version },
    revision: file.revision,
    health: file.health,
    trouble: file.trouble,
    ...viewOfMemory(file.context),
    timers: file.timers,
    allowed: open,
  };
}

/** @returns what a procedure remembers, without the addresses of contacts and without its answers @throws ZodError for other memory */
export function viewOfMemory(memory: JsonObject) {
  const context = procedureContextSchema.parse(memory);
  const { frozen, round } = context;
  return {
    subject: context.subject,
    background: context.background,
    memberConcerned: context.memberConcerned,
    about: context.about ?? null,
    texts: context.texts,
    textHash: context.textHash,
    documents: context.documents,
    round,
    earlierRounds: context.earlierRounds,
    earlierTexts: context.earlierTexts,
    launchedAt: frozen?.at ?? null,
    furthestExtension: frozen ? furthestExtension(context) : null,
    extendableUntil: context.extendableUntil,
    contestableUntil: context.contestableUntil,
    rules: frozen?.rules ?? null,
    departure: frozen?.departure ?? null,
    unreachedReason: frozen?.unreachedReason ?? null,
    launchedBy: frozen?.launchedBy?.name ?? null,
    countersignedBy: frozen?.countersignedBy?.name ?? null,
    electorate: frozen?.electorate.map(({ code, name }) => ({ code, name })) ?? [],
    observers: frozen?.observers.map(({ code, name }) => ({ code, name })) ?? [],
    tally: frozen ? tallyOf(context) : null,
    counts: frozen ? countsOf(context) : null,
    declarations: context.declarations,
    outcome: frozen ? outcomeOfRecord(context) : null,
    contests: context.contests,
    consultation: context.consultation,
    referral: context.referral,
    withdrawal: context.withdrawal,
  };
}

/** @returns the count in numbers and codes */
export function tallyOf(context: ProcedureContext) {
  const { blocking, ...count } = tally(context);
  return { ...count, blocking: blocking.map(({ party, kind, reason }) => ({ party, kind, reason })) };
}

/** Numbers of the present round, in members. */
export interface AnswerCounts {
  readonly members: number;
  readonly answered: number;
  readonly affirmative: number;
  readonly consenting: number;
  /** answers that stand in the way */
  readonly blocking: number;
  /** abstentions and whatever else counts for nothing */
  readonly other: number;
  readonly silent: number;
}

/** @returns the numbers of the present round of a launched procedure @throws DomainError `procedure.not-launched` */
export function countsOf(context: ProcedureContext): AnswerCounts {
  const { members, answered, affirmative, consenting, blocking } = tally(context);
  const other = Math.max(0, answered - affirmative - consenting - blocking.length);
  return {
    members,
    answered,
    affirmative,
    consenting,
    blocking: blocking.length,
    other,
    silent: members - answered,
  };
}

/** One member in the table of positions. */
export interface MemberLine {
  readonly code: string;
  readonly name: string;
  readonly position: Position | null;
  /** no mail has reached it: silence cannot run here */
  readonly unreachable: boolean;
  readonly all: readonly Position[];
}

/** @returns every member with its effective position and all it ever gave; observers after the members */
export function positionsOf(context: ProcedureContext): readonly MemberLine[] {
  const { frozen, positions } = context;
  if (!frozen) return [];
  const line = (party: FrozenParty, member: boolean): MemberLine => ({
    code: party.code,
    name: party.name,
    position: member ? (effectivePosition(context, party.code) ?? null) : null,
    unreachable: member && isUnreachable(context, party),
    all: positions.filter((position) => position.party === party.code),
  });
  return [
    ...frozen.electorate.map((party) => line(party, true)),
    ...frozen.observers.map((party) => line(party, false)),
  ];
}

/** @returns what lies ahead, in words and instants */
export function timetableOf(file: CaseFile, asOf: Instant) {
  const planned = plannedTimetable({ ...contextOf(file), asOf });
  return planned.map((entry) => ({ ...entry, ...deadlineText(entry.at, { zone: 'UTC', locale: 'en' }) }));
}
