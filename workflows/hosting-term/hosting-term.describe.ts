/** A hosting term in words: its status, what is still needed, what comes next. */
import type { CaseDescription, CaseView } from '../../src/kernel/workflow.js';
import { type HostingContext, hostingContextSchema } from './hosting-term.context.js';

/** @returns status, what is needed in a sentence, and what the next timer does @throws ZodError for another workflow's memory */
export function describe(view: CaseView): CaseDescription {
  const context = hostingContextSchema.parse(view.context);
  const state = stateOf(view.state);
  const [soonest] = view.timers;
  return {
    status: state.replaceAll('-', ' '),
    needed:
      state === 'running'
        ? running(context, evaluationOf(view.state))
        : (NEEDED[state] ?? (() => ''))(context),
    next: soonest ? { sentence: NEXT[soonest.name] ?? '', at: soonest.dueAt } : null,
  };
}

/** @returns the outermost state: `running`, whatever its regions are in */
export function stateOf(state: CaseView['state']): string {
  return typeof state === 'string' ? state : (Object.keys(state as object)[0] ?? ''); // a state value is a name or an object of names
}

/** Where the evaluation stands: `awaited`, `due`, `recorded`. */
function evaluationOf(state: CaseView['state']): string {
  const { running: regions } = state as { readonly running?: { readonly evaluation?: unknown } }; // asked only while it runs
  return typeof regions?.evaluation === 'string' ? regions.evaluation : '';
}

function running({ stretch, evaluation }: HostingContext, stands: string): string {
  const end = `The term of ${stretch.host} ends at ${stretch.endsAt.at}; a decision is needed before.`;
  const { dueAt, event } = evaluation.term;
  if (stands === 'recorded') return `It is evaluated. ${end}`;
  if (stands === 'due') return `The evaluation is due. ${end}`;
  if (dueAt) return `It is to be evaluated at ${dueAt.at}. ${end}`;
  return `It is to be evaluated (${event ?? evaluation.words}; no date yet). ${end}`;
}

const NEXT: Readonly<Record<string, string>> = {
  start: 'The term begins.',
  'evaluation-review': 'The Chair and the Secretariat are asked to look at the evaluation.',
  evaluation: 'The evaluation is due.',
  'asked-again': 'The evaluation is asked for once more.',
  'end-reminder': 'Host and offices are reminded that the term ends.',
  'term-end': 'The term ends; undecided, it is neither renewed nor ended.',
  rung: 'The next rung of the escalation is climbed.',
  handover: 'The new host takes over.',
  closing: 'The hosting ends.',
};

const NEEDED: Readonly<Record<string, (context: HostingContext) => string>> = {
  planned: ({ stretch }) => `The term of ${stretch.host} begins at ${stretch.startsAt.at}.`,
  'expired-undecided': ({ stretch, escalations, rules }) =>
    `The term ended at ${stretch.endsAt.at} and nothing was decided: renew it, choose another host, or end it. ${escalations.length} of ${rules.escalation.length} rungs climbed.`,
  'handing-over': ({ successor }) =>
    `${successor?.host ?? ''} takes over at ${successor?.startsAt.at ?? ''}.`,
  'winding-up': ({ closesAt }) => `It ends at ${closesAt?.at ?? ''}.`,
  ended: ({ closesAt }) => `Nothing: it ended at ${closesAt?.at ?? ''}.`,
  'called-off': ({ decisions }) => `Nothing: it was called off (${decisions.at(-1)?.decision ?? ''}).`,
};
