/** What a succession waits for: candidatures, a recommendation, a decision, and somebody in a vacant office. */
import { waitsFor } from '../../src/kernel/waiting.js';
import type { CaseView, WaitingFor } from '../../src/kernel/workflow.js';
import { type SuccessionContext, procedureUnderWay, successionContextSchema } from './succession.context.js';
import { inside } from './succession.describe.js';

/** Code of the Selection Committee where it has not recommended yet; as the command `recommend` takes it. */
const SELECTION_COMMITTEE = 'SC';

/** @returns what the succession waits for now; nothing once somebody is selected @throws ZodError for another workflow's memory */
export function waiting(view: CaseView): WaitingFor[] {
  if (typeof view.state === 'string') return [];
  const context = successionContextSchema.parse(view.context);
  const selection = (WAITING[inside(view.state, 'selection')] ?? (() => []))(context);
  return [...selection, ...(inside(view.state, 'office') === 'vacant' ? vacancy(context) : [])];
}

const WAITING: Readonly<Record<string, (context: SuccessionContext) => WaitingFor[]>> = {
  called: ({ closing, calledAt }) => [
    waitsFor({
      key: 'candidatures',
      what: 'candidatures',
      on: ['participants'],
      since: calledAt,
      due: closing?.kind === 'exact' ? closing.at : null,
    }),
  ],
  considering: ({ consideredAt, calledAt, recommendationWords }) => [
    waitsFor({
      key: 'recommendation',
      what: `recommendation of the Selection Committee, ${recommendationWords}`,
      on: [SELECTION_COMMITTEE],
      since: consideredAt ?? calledAt,
    }),
  ],
  considered: (context) => [
    decision(context, 'decision of the Plenary, or by written procedure', context.recommendations.at(-1)?.at),
  ],
  'in-procedure': (context) => [
    decision(
      context,
      `end of the written procedure ${procedureUnderWay(context) ?? ''}`,
      context.procedures.at(-1)?.at,
    ),
  ],
  deadlock: (context) => [
    decision(context, 'consensus, for which the Chair consults', context.deadlocks.at(-1)?.at),
  ],
};

/** It is late once the year has begun for which somebody is sought: from then on an office is vacant. */
function decision(
  { years, calledAt }: SuccessionContext,
  what: string,
  since: WaitingFor['since'] | undefined,
): WaitingFor {
  const due = (years.viceChair ?? years.chair).from;
  return waitsFor({ key: 'decision', what, on: ['chair'], since: since ?? calledAt, due });
}

function vacancy({ vacancies }: SuccessionContext): WaitingFor[] {
  const open = vacancies.findLast(({ office, to }) => office === 'chair' && to === null);
  if (!open) return [];
  return [
    waitsFor({
      key: `vacancy/${open.from}`,
      what: 'a custodian, or a Chair: the office is vacant',
      on: ['participants'],
      since: open.from,
      due: open.from,
    }),
  ];
}
