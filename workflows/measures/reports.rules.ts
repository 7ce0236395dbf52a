/** What a measure asks for again and again: a duty of its own for each period of a report, and one for each review; pure. */
import { fixedDeadline, localDate } from '../../src/kernel/business-calendar.js';
import { addMs } from '../../src/kernel/instant.js';
import { canonicalJson } from '../../src/kernel/json.js';
import {
  type KeptDeadline,
  after,
  close,
  dutyOf,
  lastDay,
  openDuties,
  owe,
  redate,
} from '../casework/index.js';
import type { MeasureContext } from './measure.context.js';
import type { Provisions, ReportRule, Review } from './provisions.js';
import { provisionsAt } from './versions.rules.js';

/** So many periods are asked for at most, so that a slip of the pen («every day since 1990») does not bury anybody. */
const MOST_PERIODS = 520;

/**
 * @param period 0 is the beginning of the first period, 1 its end and the beginning of the second
 * @returns that boundary; every one is counted from the start, so that months do not drift
 */
export function boundaryOf({ start, every }: ReportRule, period: number, zone: string): KeptDeadline {
  const first = fixedDeadline({ wallTime: `${start}T00:00`, zone, rule: 'first day of the first period' });
  if (period === 0) return first;
  const counted = after(first.at, { ...every, value: every.value * period }, zone);
  if (every.unit === 'hours') return counted;
  // the matching day begins the next period: one that begins on 1 December ends with the 31st
  const day = localDate(addMs(counted.at, -1), zone);
  // a month without that day is over when its last day is: from 31 October one month is up on 30 November, at its end
  const isShort = every.unit === 'months' && day.slice(8) < start.slice(8);
  return fixedDeadline({ wallTime: `${day}T${isShort ? '24' : '00'}:00`, zone, rule: counted.rule });
}

/** @returns the id of the duty to report for a period, 1 being the first */
export function reportDutyId(rule: Pick<ReportRule, 'id'>, period: number): string {
  return `report-${rule.id}-${period}`;
}

/**
 * Brings what is due into line with what holds now: what is no longer asked for falls, and every period that has begun and every review
 * is a duty.
 */
export function askWhatIsDue(context: MeasureContext): Pick<MeasureContext, 'duties' | 'asked'> {
  const provisions = provisionsAt(context);
  if (!provisions) return { duties: context.duties, asked: context.asked };
  const lean = withoutWhatFell(context, provisions);
  const reviewed = provisions.reviews.reduce(withReview, lean);
  const { duties, asked } = provisions.reports.reduce(withPeriodsOf, reviewed);
  return { duties, asked };
}

function withReview(context: MeasureContext, { id, what, by, when, source }: Review): MeasureContext {
  const duty = `review-${id}`;
  const due = when.kind === 'day' ? lastDay(when.on, context.zone) : null;
  const last = dutyOf(context, duty);
  if (last && last.closed?.how !== 'decided') {
    const moved = last.closed === null && last.due?.at !== due?.at;
    return moved ? { ...context, ...redate(context, duty, due) } : context;
  }
  const words = when.kind === 'day' ? what : `${what}, ${when.event}`;
  return {
    ...context,
    ...owe(context, { id: duty, what: words, basis: source, from: by, due, ladder: 'reports' }),
  };
}

function withPeriodsOf(context: MeasureContext, rule: ReportRule): MeasureContext {
  let memory = context;
  for (let next = periodsOf(memory, rule); next < MOST_PERIODS; next = periodsOf(memory, rule)) {
    if (boundaryOf(rule, next, memory.zone).at > memory.asOf) break;
    memory = withPeriod(memory, rule, next + 1);
  }
  return memory;
}

function withPeriod(context: MeasureContext, rule: ReportRule, period: number): MeasureContext {
  const duty = {
    id: reportDutyId(rule, period),
    what: `${rule.what}, period ${period}`,
    basis: rule.source,
    from: rule.from,
    due: boundaryOf(rule, period, context.zone),
    ladder: 'reports',
  };
  return {
    ...context,
    ...owe(context, duty),
    asked: { ...context.asked, [rule.id]: { rule, periods: period } },
  };
}

function periodsOf({ asked }: Pick<MeasureContext, 'asked'>, { id }: ReportRule): number {
  return asked[id]?.periods ?? 0;
}

/** @returns when the next period of any report begins; null when no more are asked for */
export function nextPeriod(context: MeasureContext): KeptDeadline | null {
  const begins = (provisionsAt(context)?.reports ?? []).flatMap((rule) => {
    const next = periodsOf(context, rule);
    return next < MOST_PERIODS ? [boundaryOf(rule, next, context.zone)] : [];
  });
  return begins.reduce<KeptDeadline | null>(
    (soonest, one) => (soonest && soonest.at <= one.at ? soonest : one),
    null,
  );
}

/** Reports that are asked for otherwise begin anew; what was done stays done. */
function withoutWhatFell(context: MeasureContext, { reports, reviews }: Provisions): MeasureContext {
  const fallen = Object.values(context.asked).filter(
    ({ rule }) => !reports.some((one) => canonicalJson(one) === canonicalJson(rule)),
  );
  const ids = fallen.flatMap(({ rule, periods }) =>
    Array.from({ length: periods }, (_none, index) => reportDutyId(rule, index + 1)),
  );
  const kept = Object.entries(context.asked).filter(([id]) => !fallen.some(({ rule }) => rule.id === id));
  const gone = openDuties(context).filter(
    ({ id }) =>
      ids.includes(id) || (id.startsWith('review-') && !reviews.some((one) => id === `review-${one.id}`)),
  );
  return gone.reduce<MeasureContext>(
    (memory, { id }) => ({ ...memory, ...close(memory, id, 'decided', 'no longer asked for') }),
    { ...context, asked: Object.fromEntries(kept) },
  );
}
