/** A mandate in words: its status, what is still needed, what comes next. */
import type { CaseDescription, CaseView } from '../../src/kernel/workflow.js';
import { type MandateContext, awaited, mandateContextSchema } from './mandate.context.js';

/** @returns status, what is needed in a sentence, and what the next timer does @throws ZodError for another workflow's memory */
export function describe(view: CaseView): CaseDescription {
  const context = mandateContextSchema.parse(view.context);
  const state = stateOf(view.state);
  const [soonest] = view.timers;
  return {
    status: state.replaceAll('-', ' '),
    needed: (NEEDED[state] ?? (() => 'The addressees are to report.'))(context),
    next: soonest ? { sentence: NEXT[soonest.name] ?? '', at: soonest.dueAt } : null,
  };
}

/** @returns the state as people name it: `open.dated.waiting` is `dated`; `fulfilled` stands for itself */
export function stateOf(state: CaseView['state']): string {
  if (typeof state === 'string') return state;
  const inner = (state as { readonly open?: CaseView['state'] }).open; // the only state with others inside
  return typeof inner === 'string' ? inner : (Object.keys((inner ?? {}) as object)[0] ?? '');
}

const NEXT: Readonly<Record<string, string>> = {
  due: 'The term passes, and the mandate is overdue.',
  review: 'The Chair and the Secretariat are asked to look again.',
  'asked-again': 'They are asked once more to look again.',
  reminder: 'The addressees are reminded.',
  rung: 'The next rung of the escalation is climbed.',
  assessment: 'The Chair and the Secretariat are asked for the assessment.',
};

const NEEDED: Readonly<Record<string, (context: MandateContext) => string>> = {
  undated: (context) =>
    `${waitingFor(context)}; ${context.term.given && 'words' in context.term.given ? `the term is «${context.term.given.words}»` : 'it has no term'}, and nothing of it is late.`,
  'awaiting-event': (context) =>
    `${waitingFor(context)} by ${context.term.event ?? ''}, which has no date yet.`,
  dated: (context) => `${waitingFor(context)} before ${context.term.dueAt?.at ?? ''}.`,
  'review-due': (context) =>
    `Somebody is to look again: give it a date, or say when to look next. ${waitingFor(context)}.`,
  overdue: (context) =>
    `${waitingFor(context)}; it was due at ${context.term.dueAt?.at ?? ''}. ${context.escalations.length} of ${context.rules.escalation.length} rungs climbed.`,
  reported: ({ reports, reportTo }) =>
    `${reports.length === 1 ? 'The report is' : `${reports.length} reports are`} to be assessed${reportTo ? ` (${reportTo})` : ''}.`,
  fulfilled: ({ assessments }) => `Nothing: ${assessments.at(-1)?.body ?? ''} found it fulfilled.`,
  withdrawn: ({ ending }) => `Nothing: it was withdrawn (${ending?.reason ?? ''}).`,
  lapsed: ({ ending }) => `Nothing: it lapsed (${ending?.reason ?? ''}).`,
};

function waitingFor(context: MandateContext): string {
  const codes = awaited(context);
  return codes.length === 0 ? 'An assessment is to be recorded' : `${codes.join(', ')} to report`;
}
