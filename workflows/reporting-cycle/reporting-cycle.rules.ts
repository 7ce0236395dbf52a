/** How a cycle turns: which rule holds for a period, what it asks to be opened, and how a past period stands; pure. */
import { type Instant, addMs } from '../../src/kernel/instant.js';
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import { type Outgoing, lastDay, openedCase, personOf } from '../casework/index.js';
import { open } from './reporting-cycle.commands.js';
import type { Ledger, ReportingCycleContext } from './reporting-cycle.context.js';
import { lastDayOf, periodAfter, periodAt, periodWords } from './period.rules.js';
import { dutyReference } from './word.rules.js';
import { dueOf } from './reporting-rule.js';
import { earlierOf, ruleFor } from './standing.rules.js';

/** @returns the memory as a cycle is opened: the period named runs, or the one in which it is opened */
export function openedCycle(input: StartInput): ReportingCycleContext {
  const { rule, from, exceptions, earlier } = open.payloadOf(input);
  const opened = openedCase(input);
  const current = from ?? periodAt(input.occurredAt, opened.zone, rule.periods);
  return {
    ...opened,
    ladders: {}, // nothing is due in a cycle itself: what is due stands in the cases it opens
    rules: [{ from: current, rule, reason: '' }],
    current,
    endsAt: endOf(current, opened.zone),
    exceptions,
    earlier,
    ledgers: [],
    suspended: null,
    closing: null,
  };
}

/** @returns the first instant after a period, in the zone of the cycle */
export function endOf(period: string, zone: string): Instant {
  return lastDay(lastDayOf(period), zone).at;
}

/** @returns the memory after the period that ran: it is written down, and the next one runs */
export function turned(how: Ledger['how']) {
  return (context: ReportingCycleContext): Partial<ReportingCycleContext> => {
    const { current, endsAt, zone, ledgers } = context;
    const next = periodAfter(current);
    const ledger: Ledger = {
      period: current,
      endedAt: endsAt,
      dueAt: dueOf(ruleFor(context, current).due, current, zone).at,
      how,
      owed: [],
      settled: [],
      late: [],
      excused: [],
      reported: null,
    };
    return { ledgers: [...ledgers, ledger], current: next, endsAt: endOf(next, zone) };
  };
}

/**
 * What is asked for when a period ends: one case for everybody who owed the report at its last moment. Whoever joined later owes
 * nothing for it (Washington 2012: Cameroon, admitted in August 2012, owed no report for 2011).
 *
 * @returns the effect; none under a rule by which an organ opens them by hand
 */
export function askedFor(context: ReportingCycleContext): readonly Outgoing[] {
  const { current, endsAt, exceptions, reference } = context;
  const rule = ruleFor(context, current);
  const { owedBy } = rule;
  if (owedBy.kind === 'by-hand') return [];
  const holding = exceptions.filter(({ from, to }) => from <= current && (to === null || to >= current));
  const among = (how: 'except' | 'include') =>
    holding.filter((one) => one.how === how).map(({ party }) => party);
  const params = {
    workflow: 'reporting-duty',
    of: {
      kind: owedBy.kind === 'observers' ? ('observers' as const) : ('participants' as const),
      codes: owedBy.kind === 'participants-among' ? owedBy.codes : null,
      also: among('include'),
      except: among('except'),
    },
    at: addMs(endsAt, -1),
    key: `open-${current}`,
    payload: openingOf(context),
    each: Object.fromEntries(
      [...earlierOf(context)].map(([party, failures]) => [party, { earlier: failures }]),
    ),
    back: { command: 'note-opened', payload: { period: current, parties: '$parties' } },
  };
  return [
    { type: 'record', params: { type: 'duties-asked-for', data: { cycle: reference, period: current } } },
    { type: 'open-for-each', params },
  ];
}

function openingOf(context: ReportingCycleContext) {
  const { current, zone, language, reference } = context;
  const rule = ruleFor(context, current);
  const due = dueOf(rule.due, current, zone);
  const { id, title, assessedBy, ladder, basis, visibility, source } = rule;
  return {
    reference: dutyReference(reference, current, '$party'),
    title: `${title} for ${periodWords(current)}: $party`,
    source,
    follows: [{ workflow: 'reporting-cycle', reference }],
    zone,
    language,
    visibility,
    party: '$party',
    report: id,
    what: title,
    period: current,
    due: due.wallTime.slice(0, 10),
    dueRule: due.rule,
    basis,
    organ: assessedBy,
    ladder,
    cycle: reference,
    earlier: [],
  };
}

/** @returns the memory as the cycle is over, at the command that ended it or when the last report it awaited has come */
export function ended(
  { closing, asOf }: ReportingCycleContext,
  event: CommandEvent,
): Partial<ReportingCycleContext> {
  return { ending: { how: 'ended', reason: closing?.reason ?? '', at: asOf, person: personOf(event) } };
}
