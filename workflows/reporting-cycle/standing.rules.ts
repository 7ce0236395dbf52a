/** How past periods of a cycle stand, who failed before, and all that in words; pure. */
import type { EarlierFailure, Ledger, ReportingCycleContext, STANDINGS } from './reporting-cycle.context.js';
import { periodWords } from './period.rules.js';
import type { ReportingRule } from './reporting-rule.js';

type Standing = (typeof STANDINGS)[number];
/** At most so many codes are named in a sentence. */
const NAMED = 6;

/** @returns the rule as it holds for a period: the latest amendment that begins with it or before it */
export function ruleFor({ rules }: Pick<ReportingCycleContext, 'rules'>, period: string): ReportingRule {
  const held = rules.findLast(({ from }) => from <= period) ?? rules[0];
  if (!held) throw new Error('a cycle has a rule from its opening on'); // the schema of the memory says the same
  return held.rule;
}

/** @returns how a period stands; undefined when it has not ended */
export function ledgerOf(
  { ledgers }: Pick<ReportingCycleContext, 'ledgers'>,
  period: string,
): Ledger | undefined {
  return ledgers.find((ledger) => ledger.period === period);
}

/** @returns the ledgers, the one of a period changed */
export function ledgersWith(
  { ledgers }: Pick<ReportingCycleContext, 'ledgers'>,
  period: string,
  change: (ledger: Ledger) => Partial<Ledger>,
): Pick<ReportingCycleContext, 'ledgers'> {
  return {
    ledgers: ledgers.map((ledger) => (ledger.period === period ? { ...ledger, ...change(ledger) } : ledger)),
  };
}

/** @returns codes of those of whom something is still awaited for a period */
export function outstandingOf({ owed, settled }: Pick<Ledger, 'owed' | 'settled'>): readonly string[] {
  return owed.filter((code) => !settled.includes(code));
}

/**
 * @returns what changes in the ledger of a period when the case of one party tells how it stands now. Word of different parties, and
 *   word that a case was opened, may come in any order.
 */
export function afterStanding(
  { owed, settled, late, excused }: Ledger,
  party: string,
  standing: Standing,
): Partial<Ledger> {
  switch (standing) {
    case 'opened':
      return { owed: withCode(owed, party) };
    case 'late':
      return { late: withCode(late, party) };
    case 'in-time-again':
      return { late: without(late, party) };
    case 'submitted':
      return { settled: withCode(settled, party) };
    case 'returned':
      return { settled: without(settled, party) };
    case 'excused':
      return { settled: withCode(settled, party), excused: withCode(excused, party) };
    case 'dropped':
      return { owed: without(owed, party), settled: without(settled, party), late: without(late, party) };
  }
}

function withCode(codes: readonly string[], code: string): string[] {
  return [...without(codes, code), code].sort();
}

function without(codes: readonly string[], code: string): string[] {
  return codes.filter((one) => one !== code);
}

/** @returns the failures of earlier periods by party, oldest first: those of Plenum's own books, but for whoever was excused, and those it was told of */
export function earlierOf({
  ledgers,
  earlier,
}: Pick<ReportingCycleContext, 'ledgers' | 'earlier'>): ReadonlyMap<
  string,
  Omit<EarlierFailure, 'party' | 'source'>[]
> {
  const own = ledgers.flatMap((ledger) =>
    ledger.late
      .filter((party) => !ledger.excused.includes(party))
      .map((party) => ({
        party,
        period: ledger.period,
        how: outstandingOf(ledger).includes(party) ? ('not-submitted' as const) : ('late' as const),
      })),
  );
  const byParty = new Map<string, Omit<EarlierFailure, 'party' | 'source'>[]>();
  for (const { party, period, how } of [...earlier, ...own])
    byParty.set(party, [...(byParty.get(party) ?? []), { period, how }]);
  return byParty;
}

/** @returns whether nothing is awaited any more */
export function isSettled({ ledgers }: Pick<ReportingCycleContext, 'ledgers'>): boolean {
  return ledgers.every((ledger) => ledger.how !== 'asked' && outstandingOf(ledger).length === 0);
}

/** @returns how the past periods stand, in sentences: those of which something is awaited, else the last one */
export function standingWords({ ledgers }: Pick<ReportingCycleContext, 'ledgers'>): string {
  const open = ledgers.filter(
    (ledger) => outstandingOf(ledger).length > 0 || (ledger.reported?.awaited ?? 0) > 0,
  );
  const told = open.length > 0 ? open : ledgers.slice(-1);
  return told.map(ledgerWords).join(' ');
}

function ledgerWords(ledger: Ledger): string {
  const { period, how, owed, reported } = ledger;
  const about = `For ${periodWords(period)}`;
  if (reported)
    return `${about} ${reported.by} reported ${reported.received} of ${reported.expected}, and ${reported.awaited} are awaited; whose they are was not reported.`;
  if (how === 'passed-over') return `${about} nothing was asked for: the cycle was suspended.`;
  if (how === 'asked') return `${about} the cases are being opened.`;
  const outstanding = outstandingOf(ledger);
  const came = `${about} ${owed.length - outstanding.length} of ${owed.length} are settled`;
  if (outstanding.length === 0) return `${came}.`;
  const names = outstanding.length > NAMED ? `${outstanding.length} others` : outstanding.join(', ');
  return `${came}; awaited of ${names}.`;
}
