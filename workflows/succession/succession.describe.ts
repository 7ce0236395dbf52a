/** A succession in words: its status, what is still needed, what comes next. */
import type { CaseDescription, CaseView } from '../../src/kernel/workflow.js';
import {
  type SuccessionContext,
  custodianFrom,
  procedureUnderWay,
  standingCandidates,
  successionContextSchema,
} from './succession.context.js';

/** @returns status, what is needed in a sentence with its names, and what the next timer does @throws ZodError for another workflow's memory */
export function describe(view: CaseView): CaseDescription {
  const context = successionContextSchema.parse(view.context);
  const [soonest] = view.timers;
  const next = soonest ? { sentence: NEXT[soonest.name] ?? '', at: soonest.dueAt } : null;
  if (typeof view.state === 'string')
    return { status: view.state, needed: (ENDED[view.state] ?? (() => ''))(context), next };
  const selection = inside(view.state, 'selection');
  const office = inside(view.state, 'office');
  return {
    status: (STATUS[selection] ?? selection) + (OFFICE[office] ? `, ${OFFICE[office]}` : ''),
    needed: [(NEEDED[selection] ?? (() => ''))(context), officeWords(context, office)]
      .filter((text) => text !== '')
      .join(' '),
    next,
  };
}

/** @returns the state of a region of `open`, without what is inside it */
export function inside(state: CaseView['state'], region: string): string {
  const { open } = state as { open: Record<string, unknown> }; // the one state that has regions
  const value = open[region];
  return typeof value === 'string' ? value : (Object.keys(value ?? {})[0] ?? '');
}

const STATUS: Readonly<Record<string, string>> = {
  called: 'called',
  considering: 'before the Committee',
  considered: 'to be decided',
  'in-procedure': 'in written procedure',
  deadlock: 'without consensus',
};

const OFFICE: Readonly<Record<string, string>> = { vacant: 'Chair vacant', 'in-custody': 'Chair in custody' };

const NEXT: Readonly<Record<string, string>> = {
  'call-closes': 'The call closes; what comes later is late.',
  'vice-chair-year': 'The year of the Vice-Chair begins; with nobody selected the office is vacant.',
  'chair-year': 'The year of the Chair begins.',
  'chair-year-end': 'The year of the Chair ends.',
  'custody-end': 'The custody ends; with nobody selected the office is vacant.',
  review: 'Somebody looks again; nothing is overdue.',
  'vacancy-warning': 'Chair and Secretariat are told that nobody follows yet.',
};

const NEEDED: Readonly<Record<string, (context: SuccessionContext) => string>> = {
  called: (context) =>
    `${candidates(context)} ${context.closing?.kind === 'exact' ? `Candidatures are received until ${context.closing.at}.` : 'Candidatures are received; the call has no closing hour.'}`,
  considering: (context) =>
    `${candidates(context)} The Selection Committee is to recommend ${context.recommendationWords}.`,
  considered: (context) => {
    const last = context.recommendations.at(-1);
    return `${last?.party ? `${last.organ} recommends ${last.party}.` : `${last?.organ ?? 'The Committee'} recommends nobody.`} The Plenary, or a written procedure, is to decide.`;
  },
  'in-procedure': (context) => `The written procedure ${procedureUnderWay(context) ?? ''} is to end.`,
  deadlock: (context) =>
    `${candidates(context)} No consensus was found; the Chair consults (${context.consultations.length} so far).`,
};

const ENDED: Readonly<Record<string, (context: SuccessionContext) => string>> = {
  selected: ({ decision, years }) =>
    `${decision?.party ?? ''} is selected; the year in the Chair begins at ${years.chair.from}.`,
  presiding: ({ decision, years }) => `${decision?.party ?? ''} holds the Chair until ${years.chair.to}.`,
  served: ({ decision }) => `Nothing: ${decision?.party ?? ''} has served.`,
  lapsed: () => 'Nothing: the year ended and nobody was selected.',
  cancelled: ({ cancellation }) => `Nothing: the call was taken back (${cancellation?.reason ?? ''}).`,
};

function candidates(context: SuccessionContext): string {
  const standing = standingCandidates(context);
  return standing.length === 0 ? 'Nobody stands.' : `Standing: ${standing.join(', ')}.`;
}

function officeWords(context: SuccessionContext, office: string): string {
  if (office === 'vacant') {
    const since = context.vacancies.findLast((one) => one.office === 'chair')?.from;
    return `The office of Chair is vacant since ${since ?? ''}: a custodian may be appointed.`;
  }
  const custodian = custodianFrom(context, context.asOf);
  return custodian ? `${custodian.party} keeps the office of Chair as custodian until ${custodian.to}.` : '';
}
