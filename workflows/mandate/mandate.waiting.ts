/** What a mandate waits for: the reports, a new look at its term, the assessment. */
import type { Instant } from '../../src/kernel/instant.js';
import { waitsFor } from '../../src/kernel/waiting.js';
import type { CaseView, WaitingFor } from '../../src/kernel/workflow.js';
import { type MandateContext, type Rung, awaited, mandateContextSchema } from './mandate.context.js';
import { stateOf } from './mandate.describe.js';

const OFFICES = ['chair', 'secretariat'] as const;

/** What was done on the last rung, by whom it went to; also of hosting terms. */
export const RUNG_IN_WORDS: Readonly<Record<Rung['to'], string>> = {
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

function reports(context: MandateContext): WaitingFor {
  const { task, givenAt, term, rung, rules, escalations } = context;
  const last = escalations.at(-1);
  return waitsFor({
    key: 'report',
    what: `report: ${task}`,
    on: awaited(context),
    since: givenAt,
    due: term.dueAt?.at ?? null,
    rung: {
      reached: rung,
      of: rules.escalation.length,
      last: rung > 0 && last ? RUNG_IN_WORDS[last.to] : null,
    },
  });
}

function assessment({ task }: MandateContext, since: Instant): WaitingFor {
  return waitsFor({ key: 'assessment', what: `assessment of the reports: ${task}`, on: OFFICES, since });
}

function newLook({ term, asOf }: MandateContext): WaitingFor {
  const since = term.reviewAt?.at ?? asOf;
  return waitsFor({ key: 'review', what: 'a new look at a term without a date', on: OFFICES, since });
}
