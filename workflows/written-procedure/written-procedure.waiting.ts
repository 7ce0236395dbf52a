/** What a written procedure waits for: answers, rulings on answers, and what its offices are to do after the window. */
import { waitsFor } from '../../src/kernel/waiting.js';
import type { CaseView, WaitingFor } from '../../src/kernel/workflow.js';
import { nextOverdueNotice, reminderTimetable } from './deadlines.rules.js';
import { declaringOffices, openContests, standingDeclaration } from './declarations.rules.js';
import { launched, partyName } from './electorate.rules.js';
import { type ProcedureContext, procedureContextSchema } from './written-procedure.context.js';
import { openWrongRecipients } from './pressing.rules.js';
import { topOf } from './written-procedure.describe.js';
import { tally } from './written-procedure.rules.js';

/** @returns what the procedure waits for now @throws ZodError for another workflow's memory */
export function waiting(view: CaseView): WaitingFor[] {
  const context = procedureContextSchema.parse(view.context);
  const state = topOf(view.state);
  const own = (WAITING[state] ?? (() => []))(context);
  if (!context.frozen) return own;
  return [
    ...own,
    ...(HEARS_ANSWERS.has(state) ? rulings(context) : []),
    ...(HEARS_ANSWERS.has(state) || state === 'scheduled' ? lostLinks(context) : []),
  ];
}

/** States in which answers still come in or wait for a ruling. */
const HEARS_ANSWERS: ReadonlySet<string> = new Set([
  'open',
  'insufficient',
  'consulting',
  'awaiting-declaration',
]);

const WAITING: Readonly<Record<string, (context: ProcedureContext) => WaitingFor[]>> = {
  draft: ({ asOf }) => [waitsFor({ key: 'launch', what: 'launch of the draft', on: ['chair'], since: asOf })],
  open: answers,
  insufficient: (context) => [
    waitsFor({
      key: `extension/${launched(context).round.number}`,
      what: 'extension of the window, without which the proposal lapses',
      on: ['chair'],
      since: launched(context).round.closed?.at ?? context.asOf,
      due: context.extendableUntil?.at ?? null,
    }),
  ],
  consulting: consultations,
  'awaiting-declaration': (context) => [
    waitsFor({
      key: `declaration/${launched(context).round.number}`,
      what: 'declaration of the outcome',
      on: declaringOffices(launched(context).rules),
      since: context.awaitingSince ?? context.asOf,
      due: nextOverdueNotice({ ...context, overdueNotices: 0 })?.at ?? null,
      rung: pressed(context),
    }),
  ],
  'declared-without-authority': (context) => [
    waitsFor({
      key: 'confirmation',
      what: 'confirmation or annulment of a declaration given without authority',
      on: declaringOffices(launched(context).rules),
      since: standingDeclaration(context)?.at ?? context.asOf,
    }),
  ],
  contested: (context) =>
    openContests(context).map(({ id, party, at }) =>
      waitsFor({
        key: `contest/${id}`,
        what: `ruling on the contest of ${partyName(context, party)}`,
        on: launched(context).rules.contest.ruledBy,
        since: at,
      }),
    ),
};

/** Each member without an effective answer. Nothing is late here: at the deadline the window closes, and silence means what the rules say. */
function answers(context: ProcedureContext): WaitingFor[] {
  const { rules, round } = launched(context);
  const { silent, unreachable } = tally(context);
  if (silent.length === 0) return [];
  const from = round.extensions.at(-1)?.at ?? round.opensAt;
  const of = reminderTimetable(rules, from, round.deadline).length;
  const reached = of - context.reminders.length;
  return [
    waitsFor({
      key: `answers/${round.number}`,
      what: 'answer to the proposal',
      on: silent,
      since: round.opensAt,
      due: round.deadline.at,
      rung: { reached, of, last: lastStep(context, reached) },
      unreachable,
    }),
  ];
}

/** What was done last in this round about those who are silent; what an office did by hand goes before the timetable. */
function lastStep(context: ProcedureContext, reached: number): string | null {
  const { handReminders = [], contactLog = [] } = context;
  const { opensAt } = launched(context).round;
  const [reminder, call] = [handReminders.at(-1)?.at ?? '', contactLog.at(-1)?.at ?? ''];
  if (call > reminder && call >= opensAt) return 'a call or note verbale was logged';
  if (reminder >= opensAt) return 'some were reminded by hand';
  return reached > 0 ? 'they were reminded' : null;
}

/** Links that reached somebody else: until another contact is named, the delegation has one link less. */
function lostLinks(context: ProcedureContext): WaitingFor[] {
  return openWrongRecipients(context).map(({ party, contactId, at }) =>
    waitsFor({
      key: `contact/${party}/${contactId}`,
      what: `another contact for ${partyName(context, party)}, whose link reached somebody else`,
      on: ['secretariat'],
      since: at,
    }),
  );
}

function consultations(context: ProcedureContext): WaitingFor[] {
  const { consultation, asOf } = context;
  const parties = tally(context).blocking.map(({ party }) => party);
  return [
    waitsFor({
      key: `consultations/${launched(context).round.number}`,
      what: 'what the consultations come to',
      on: ['chair', ...parties],
      since: consultation?.openedAt ?? asOf,
      due: consultation?.endsAt.at ?? null,
    }),
  ];
}

/** Answers of the present round that wait for a ruling or a second person. */
function rulings(context: ProcedureContext): WaitingFor[] {
  const { rules, round } = launched(context);
  return context.positions
    .filter((one) => one.round === round.number)
    .flatMap(({ id, party, status, receivedAt }) => {
      const of = partyName(context, party);
      if (status === 'quarantined')
        return [
          waitsFor({
            key: `ruling/${id}`,
            what: `ruling on the late reply of ${of}`,
            on: rules.lateReplies.ruledBy,
            since: receivedAt,
          }),
        ];
      if (status !== 'pending-confirmation') return [];
      const what = `second person to confirm the off-line answer of ${of}`;
      return [waitsFor({ key: `confirmation/${id}`, what, on: ['secretariat'], since: receivedAt })];
    });
}

function pressed(context: ProcedureContext): WaitingFor['rung'] {
  const of = launched(context).rules.declaration.overdueAfterDays.length;
  const reached = context.overdueNotices;
  return { reached, of, last: reached > 0 ? 'the office was told that the outcome is overdue' : null };
}
