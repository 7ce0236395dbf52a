/** What a mandate waits for: the reports, a new look at its term, the assessment. */
import type { Instant } from '../../src/kernel/instant.js';
import { waitsFor } from '../../src/kernel/waiting.js';
import type { CaseView, WaitingFor } from '../../src/kernel/workflow.js';
import type { KeptDeadline } from '../casework/index.js';
import {
  type MandateContext,
  type MandateRules,
  type Rung,
  awaited,
  mandateContextSchema,
} from './mandate.context.js';
import { stateOf } from './mandate.describe.js';
import { remindersWithin } from './term.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;

/** What was done on the last rung, by whom it went to. */
const RUNG_IN_WORDS: Readonly<Record<Rung['to'], string>> = {
  addressees: 'those who are to act were written to again',
  secretariat: 'the Secretariat was told',
  chair: 'the Chair was told',
  plenary: 'it was put before the next Plenary',
};

/** @returns what the mandate waits for now @throws ZodError for another workflow's memory */
export function waiting(view: CaseView): WaitingFor[] {
  const context = mandateContextSchema.parse(view.context);
  const state = stateOf(view.state);
  if (state === 'reported') return [assessment(context, context.reports.at(-1)?.at ?? context.givenAt)];
  if (context.ending || state === 'fulfilled') return [];
  const look = state === 'review-due' ? [newLook(context)] : [];
  return [
    ...(awaited(context).length > 0 ? [reports(context)] : [assessment(context, context.asOf)]),
    ...look,
  ];
}

/** What presses for something: reminders before it is due, rungs after it; also of hosting terms. */
export interface Pressing {
  readonly due: KeptDeadline | null;
  readonly rules: Pick<MandateRules, 'remindDaysBefore' | 'remindAt' | 'escalation'>;
  /** the due instant stands since then: earlier reminders were of another one, or none */
  readonly from: Instant;
  readonly asOf: Instant;
  /** rungs climbed */
  readonly rung: number;
  readonly escalations: readonly { readonly to: Rung['to'] }[];
}

/** @returns reminders that went out and rungs that were climbed, of all there are, and the last of them in words */
export function pressed({ due, rules, from, asOf, rung, escalations }: Pressing): WaitingFor['rung'] {
  const within = (to: Instant): number => (due ? remindersWithin(due, rules, { from, to }) : 0);
  const last = escalations.at(-1);
  const reminded = within(asOf);
  return {
    reached: reminded + rung,
    of: within(due?.at ?? asOf) + rules.escalation.length,
    last: rung > 0 && last ? RUNG_IN_WORDS[last.to] : reminded > 0 ? 'they were reminded' : null,
  };
}

/** A report that was returned is awaited anew from then on. */
function standsSince({ terms, assessments, givenAt }: MandateContext): Instant {
  const [termAt, returnedAt] = [terms.at(-1)?.at ?? givenAt, assessments.at(-1)?.at ?? givenAt];
  return termAt > returnedAt ? termAt : returnedAt;
}

function reports(context: MandateContext): WaitingFor {
  const { task, givenAt, term } = context;
  return waitsFor({
    key: 'report',
    what: `report: ${task}`,
    on: awaited(context),
    since: givenAt,
    due: term.dueAt?.at ?? null,
    rung: pressed({ ...context, due: term.dueAt, from: standsSince(context) }),
  });
}

function assessment({ task }: MandateContext, since: Instant): WaitingFor {
  return waitsFor({ key: 'assessment', what: `assessment of the reports: ${task}`, on: OFFICES, since });
}

function newLook({ term, asOf }: MandateContext): WaitingFor {
  const since = term.reviewAt?.at ?? asOf;
  return waitsFor({ key: 'review', what: 'a new look at a term without a date', on: OFFICES, since });
}
