/** The table of positions: every Participant with its answer, or its silence and what that will count as; Observers after them. */
import type { MailNumbers } from '../../../modules/notifications/index.js';
import type { Delegation, MemberLine } from '../../../modules/written-procedures/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import { mayConfirm } from '../acts/open-acts.js';
import type { ProcedureView } from './rule-sentences.js';

/** Which lines of the table to show. */
export const POSITION_FILTERS = ['all', 'answered', 'silent', 'blocking', 'unsettled', 'unreached'] as const;
export type PositionFilter = (typeof POSITION_FILTERS)[number];

/** What the table is made of. */
export interface PositionsAsked {
  readonly view: ProcedureView;
  readonly positions: readonly MemberLine[];
  /** of the offices alone: whom mail was sent to, and what became of it */
  readonly delegations: readonly Delegation[];
  readonly mails: ReadonlyMap<string, MailNumbers>;
  readonly filter: PositionFilter;
  /** names of the acts that are open to whoever reads, and who that is */
  readonly open: readonly string[];
  readonly person: SignedInPerson;
}

type Answer = MemberLine['all'][number];
export type PositionLine = ReturnType<typeof lineOf>;

/** @returns the lines that the filter lets through, and how many each filter would */
export function positionsTable(asked: PositionsAsked, words: Pick<Words, 't'>) {
  const members = new Set(asked.view.electorate.map(({ code }) => code));
  const lines = asked.positions.map((line) => lineOf(line, members.has(line.code), asked, words));
  const filters = POSITION_FILTERS.map((name) => ({
    name,
    count: lines.filter((line) => line.kinds.includes(name)).length,
    current: name === asked.filter,
  })).filter(({ count, name, current }) => count > 0 || name === 'all' || current);
  const shown = lines.filter((line) => line.kinds.includes(asked.filter));
  return {
    filters,
    members: shown.filter(({ isMember }) => isMember),
    observers: shown.filter(({ isMember }) => !isMember),
    total: lines.length,
    open: asked.open,
    reminded: lastReminded(asked.delegations),
  };
}

/** How many were reminded by hand together the last time, and when; null when nobody was. */
function lastReminded(delegations: readonly Delegation[]) {
  const at = delegations
    .flatMap(({ remindedAt }) => remindedAt ?? [])
    .sort()
    .at(-1);
  if (at === undefined) return null;
  return { at, count: delegations.filter(({ remindedAt }) => remindedAt === at).length };
}

function lineOf(line: MemberLine, isMember: boolean, asked: PositionsAsked, { t }: Pick<Words, 't'>) {
  const { rules } = asked.view;
  const given = line.position ?? line.all.findLast(({ status }) => isWaiting(status)) ?? observed(line);
  const delegation = asked.delegations.find(({ code }) => code === line.code);
  const isSilent = isMember && line.position === null;
  const unreached = isSilent && line.unreachable;
  const blocks = given?.status === 'counted' && (rules?.positions[given.kind]?.blocks ?? false);
  return {
    code: line.code,
    name: line.name,
    isMember,
    given: given ?? null,
    blocks,
    earlier: line.all.filter((answer) => answer !== given).toReversed(),
    silence: isSilent && !given ? silenceOf(asked.view, unreached, t) : null,
    mayConfirm: given !== undefined && mayConfirm(given, asked.person),
    by: given?.contact ? nameOf(delegation, given.contact) : null,
    delivery: delegation ? deliveryOf(delegation, asked.mails.get(line.code)) : null,
    contacts: delegation?.contacts ?? [],
    /** called before, or out of reach by mail: the next step; of everybody else it is among the acts of the page, which stays light so */
    mayCall: isSilent && (unreached || (delegation?.calls.length ?? 0) > 0),
    calls: delegation?.calls.toReversed() ?? [],
    kinds: kindsOf({ isMember, isSilent, blocks, unreached, given }),
  };
}

/** What the silence of a member will count as; once the window has closed, what it counted as. Null where it ended before that. */
function silenceOf(
  { rules, round, withdrawal, referral }: ProcedureView,
  unreached: boolean,
  t: Words['t'],
): string | null {
  const isOver = Boolean(round?.closed);
  if (!rules || (!isOver && (withdrawal || referral))) return null;
  const { means, ofUnreachable } = rules.silence;
  if (unreached && ofUnreachable !== 'runs')
    return t(`procedures.${isOver ? 'unreachedWas' : 'unreached'}.${ofUnreachable}`);
  return t(`procedures.${isOver ? 'silenceWas' : 'silenceShort'}.${means}`);
}

function kindsOf(line: {
  readonly isMember: boolean;
  readonly isSilent: boolean;
  readonly blocks: boolean;
  readonly unreached: boolean;
  readonly given: Answer | undefined;
}): readonly PositionFilter[] {
  const isUnsettled = line.given !== undefined && isWaiting(line.given.status);
  return [
    'all',
    ...(line.isMember && !line.isSilent ? (['answered'] as const) : []),
    ...(line.isSilent ? (['silent'] as const) : []),
    ...(line.blocks ? (['blocking'] as const) : []),
    ...(isUnsettled ? (['unsettled'] as const) : []),
    ...(line.unreached ? (['unreached'] as const) : []),
  ];
}

function isWaiting(status: Answer['status']): boolean {
  return status === 'pending-confirmation' || status === 'quarantined' || status === 'conflicting';
}

function observed(line: MemberLine): Answer | undefined {
  return line.all.findLast(({ status }) => status === 'observer');
}

function nameOf(delegation: Delegation | undefined, contactId: string): string | null {
  return delegation?.contacts.find(({ id }) => id === contactId)?.name ?? null;
}

/** Whether mail reaches a delegation: `none`, no contact; `failing`, every address failed; `partly`; `sent`; `pending`, not sent yet. */
export function deliveryOf({ contacts }: Delegation, mails: MailNumbers | undefined) {
  const failing = contacts.filter(({ unreachableSince }) => unreachableSince !== null).length;
  const numbers = { failing, contacts: contacts.length, sent: mails?.sent ?? 0 };
  if (contacts.length === 0) return { state: 'none', ...numbers } as const;
  if (failing === contacts.length) return { state: 'failing', ...numbers } as const;
  if (failing > 0) return { state: 'partly', ...numbers } as const;
  return { state: numbers.sent > 0 ? 'sent' : 'pending', ...numbers } as const;
}
