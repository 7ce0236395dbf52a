/** A written procedure in words, at any moment: its status, what is still needed, and what happens if nobody does anything. */
import type { Json } from '../../src/kernel/json.js';
import type { CaseDescription, CaseView } from '../../src/kernel/workflow.js';
import { openContests, standingDeclaration } from './declarations.rules.js';
import { launched } from './electorate.rules.js';
import { conflictOf, counted, namesOf, shortfalls, supportOf } from './sentences.rules.js';
import { type ProcedureContext, procedureContextSchema } from './written-procedure.context.js';
import { type Tally, tally } from './written-procedure.rules.js';

type Sentence = (context: ProcedureContext) => string;

/**
 * @param view state, context and armed timers of a case
 * @returns status, what is needed in one sentence with its numbers, and what comes next with its instant
 * @throws ZodError when the context is not one of this workflow
 */
export function describe(view: CaseView): CaseDescription {
  const context = procedureContextSchema.parse(view.context);
  const state = topOf(view.state);
  const needed = NEEDED[state] ?? (() => `Nothing is known of the state «${state}».`);
  const soonest = view.timers.find(({ name }) => name in NEXT);
  return {
    status: state,
    needed: needed(context),
    next: soonest ? { sentence: NEXT[soonest.name]?.(context) ?? '', at: soonest.dueAt } : null,
  };
}

const NEEDED: Readonly<Record<string, Sentence>> = {
  draft: () => 'The draft waits to be launched.',
  launching: () => 'The procedure is being launched.',
  scheduled: (context) =>
    `The window opens at ${launched(context).round.opensAt}; nobody has been asked yet.`,
  open: neededWhileOpen,
  settling: () => 'The answers are being counted.',
  insufficient: (context) =>
    `Not adopted so far: ${missing(context)}. The Chair may extend the window until ${context.extendableUntil?.at ?? 'now'}.`,
  consulting: neededInConsultations,
  'awaiting-declaration': neededForDeclaration,
  'declared-without-authority': (context) =>
    `${standingDeclaration(context)?.by.name ?? 'Someone'} declared the proposal ${outcomeOf(context)} without authority; the office in authority confirms or annuls it.`,
  confirming: () => 'The declaration is being confirmed.',
  adopted: (context) =>
    `Adopted${effectOf(context)}. Members may contest until ${context.contestableUntil?.at ?? 'now'}.`,
  'not-adopted': (context) =>
    `Not adopted. Members may contest until ${context.contestableUntil?.at ?? 'now'}.`,
  contested: (context) => {
    const open = openContests(context);
    return `${namesOf(
      context,
      open.map((contest) => contest.party),
    )} ${open.length === 1 ? 'contests' : 'contest'} the outcome; ${launched(context).rules.contest.ruledBy.join(' or ')} rules on ${counted(open.length, 'contest')}.`;
  },
  'adopted-final': (context) => `Nothing: adopted${effectOf(context)}, and no longer open to contest.`,
  'not-adopted-final': () => 'Nothing: not adopted, and no longer open to contest.',
  withdrawn: (context) => `Nothing: the proposal was withdrawn (${context.withdrawal?.reason ?? ''}).`,
  lapsed: () => 'Nothing: the window passed with too few answers, and the proposal lapsed.',
  referred: (context) => `Nothing in writing: the matter is before ${context.referral?.to ?? 'a meeting'}.`,
  discarded: () => 'Nothing: the draft was discarded.',
};

const NEXT: Readonly<Record<string, Sentence>> = {
  opening: () => 'The window opens and the launch mail goes to all.',
  reminder: () => 'A reminder goes to those who have not answered.',
  closing: (context) => `The window closes${afterClosing(context)}.`,
  lapsing: () => 'The proposal lapses.',
  'consultation-end': () => 'The consultations end and the answers are counted.',
  'outcome-overdue': () => 'The Chair is told that the outcome is overdue.',
  'contest-period': () => 'The outcome becomes final.',
};

/** @returns the outermost state: `open`, whatever its regions are in */
export function topOf(state: Json): string {
  if (typeof state === 'string') return state;
  return Object.keys(state ?? {})[0] ?? '';
}

function neededWhileOpen(context: ProcedureContext): string {
  const { rules, round } = launched(context);
  const count = tally(context);
  const members =
    rules.objectionQuota.threshold.kind === 'none'
      ? ''
      : ` if ${objectorsNeeded(count)} by ${round.deadline.at}`;
  const parts = [
    `Adopted${members}`,
    ...(count.floorNeeded > 0 && rules.polarity.consensus === 'to-adopt' ? [supportOf(count)] : []),
    ...(count.quorumNeeded > 0 && rules.polarity.consensus === 'to-adopt'
      ? [`${count.quorumCounted} of at least ${counted(count.quorumNeeded, 'member')} take part`]
      : []),
    ...(count.blocking.length > 0
      ? [
          `${namesOf(
            context,
            count.blocking.map((p) => p.party),
          )} in the way`,
        ]
      : []),
    ...(count.conflicting.length > 0 ? [conflictOf(context, count)] : []),
    ...(count.unserved.length > 0 ? [`no mail has reached ${namesOf(context, count.unserved)}`] : []),
    `${count.silent.length} of ${counted(count.members, 'member')} have not answered`,
  ];
  return `${parts.join('; ')}.`;
}

function objectorsNeeded(count: Tally): string {
  const quota = count.objectionsNeeded ?? 1;
  return quota === 1 ? 'no member objects' : `fewer than ${counted(quota, 'member')} object`;
}

function neededInConsultations(context: ProcedureContext): string {
  const count = tally(context);
  const end = context.consultation?.endsAt.at ?? 'now';
  if (count.finding !== 'blocked')
    return `Nobody stands in the way any more: the Chair closes the consultations (open until ${end}).`;
  return `The Chair consults until ${end}: ${missing(context)}. A withdrawal, a revised text or a referral resolves it.`;
}

function neededForDeclaration(context: ProcedureContext): string {
  const { rules } = launched(context);
  const offices = (rules.declaration.by.length > 0 ? rules.declaration.by : rules.contest.ruledBy).join(
    ' or ',
  );
  if (tally(context).finding === 'adoptable') return `The record bears out adoption; ${offices} declares it.`;
  return `The record does not bear out adoption: ${missing(context)}. The ${offices} declares it not adopted, puts a revised text, refers or withdraws it.`;
}

function missing(context: ProcedureContext): string {
  return shortfalls(context, tally(context)).join('; ');
}

function outcomeOf(context: ProcedureContext): string {
  return standingDeclaration(context)?.outcome === 'adopted' ? 'adopted' : 'not adopted';
}

function effectOf(context: ProcedureContext): string {
  const at = standingDeclaration(context)?.effectiveAt;
  return at ? `, in effect from ${at}` : '';
}

/** What the present answers would come to at the deadline. */
function afterClosing(context: ProcedureContext): string {
  const count = tally(context);
  if (count.finding === 'adoptable') return ' and the proposal can be adopted';
  if (count.finding === 'insufficient') return ` with too few answers (${missing(context)})`;
  return ` blocked (${missing(context)})`;
}
