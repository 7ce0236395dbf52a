/** Which acts are open to a person now: what the state hears and the rules let this person give, and what the record leaves to do. */
import type { MemberLine } from '../../../modules/written-procedures/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { ProcedureView } from '../show/rule-sentences.js';

type Position = MemberLine['all'][number];

/** What is asked about a procedure to know what is open. */
export interface ActsAsked {
  readonly view: ProcedureView;
  readonly positions: readonly MemberLine[];
  readonly person: SignedInPerson;
}

/** Acts in the order in which they stand; the first ones are what the state waits for. */
const ORDER = [
  'amend-draft',
  'launch',
  'record-position',
  'declare',
  'confirm-declaration',
  'rule-on-contest',
  'close-consultations',
  'rule-on-late-reply',
  'confirm-offline-position',
  'resolve-conflict',
  'extend',
  'open-consultations',
  'revise',
  'refer',
  'remind',
  'log-contact',
  'register-offline-position',
  'reject-offline-position',
  'acknowledge',
  'withdraw-position',
  'disown-position',
  'contest',
  'annul',
  'register-declaration',
  'record-undeliverable',
  'record-delivered',
  'replace-contact',
  'hand-over-office',
  'withdraw',
  'discard',
] as const;
export type ActName = (typeof ORDER)[number];
/** What is done on pages of its own: drafts in their wizard; reminders where exactly whom they go to is shown first. */
const ELSEWHERE: Readonly<Record<string, (view: ProcedureView) => string>> = {
  'amend-draft': ({ id }) => `/procedures/${id}/draft`,
  launch: ({ id }) => `/procedures/${id}/draft`,
  remind: remindingAddress,
};

/** @returns whether such an act has a page here */
export function isAct(name: string): name is ActName {
  return (ORDER as readonly string[]).includes(name) && !Object.hasOwn(ELSEWHERE, name);
}

/** An act that a page offers; its words are under `procedures.act`. */
export interface OpenAct {
  readonly name: ActName;
  readonly label: string;
  readonly href: string;
}

/** @returns the acts open now, the most wanted first, with their addresses; a late answer, which waits for a ruling, last */
export function openActs(asked: ActsAsked): readonly OpenAct[] {
  const { view } = asked;
  return ORDER.filter((name) => view.allowed.includes(name))
    .filter((name) => LEFT_TO_DO[name]?.(asked) ?? true)
    .toSorted((one, other) => Number(isLate(one, view)) - Number(isLate(other, view)))
    .map((name) => ({
      name,
      label: wordsOf(name, view),
      href: ELSEWHERE[name]?.(view) ?? `/procedures/${view.id}/do/${name}`,
    }));
}

/** @returns the name under which the words of an act stand: an answer after the window is another thing than one in it */
export function wordsOf(name: ActName, view: Pick<ProcedureView, 'round'>): string {
  return isLate(name, view) ? 'record-position-late' : name;
}

function isLate(name: ActName, { round }: Pick<ProcedureView, 'round'>): boolean {
  return name === 'record-position' && Boolean(round?.closed);
}

/** @returns where silent members are reminded by hand: whom exactly is shown there first */
function remindingAddress({ id, round }: ProcedureView): string {
  const query = new URLSearchParams({ ids: id, duty: `answers/${round?.number ?? 1}` });
  return `/board/reminders?${query.toString()}`;
}

const LEFT_TO_DO: Partial<Record<ActName, (asked: ActsAsked) => boolean>> = {
  'record-position': (asked) =>
    isAsked(asked) && (!isLate('record-position', asked.view) || takesLate(asked)),
  acknowledge: (asked) => isAsked(asked) && ownLive(asked).length === 0,
  'withdraw-position': (asked) => ownLive(asked).length > 0,
  'disown-position': (asked) => ownLive(asked).length > 0,
  remind: ({ view }) => (view.counts?.silent ?? 0) > 0,
  'confirm-offline-position': (asked) =>
    inStatus(asked, 'pending-confirmation').some((letter) => mayConfirm(letter, asked.person)),
  'reject-offline-position': (asked) => inStatus(asked, 'pending-confirmation').length > 0,
  'rule-on-late-reply': (asked) => inStatus(asked, 'quarantined').length > 0,
  'resolve-conflict': (asked) => inStatus(asked, 'conflicting').length > 0,
  extend: ({ view: { rules, round } }) => {
    const times = rules?.extension.times ?? null;
    return (rules?.extension.allowed ?? false) && (times === null || (round?.extensions.length ?? 0) < times);
  },
  'open-consultations': ({ view: { rules } }) =>
    rules?.onObjection.does === 'consult' || rules?.onObjection.does === 'revise-and-restart',
  'rule-on-contest': ({ view }) => view.contests.some(({ ruling }) => ruling === null),
  annul: (asked) => {
    const standing = asked.view.declarations.findLast(({ annulled }) => annulled === null);
    const isContested = asked.view.contests.some(({ ruling }) => ruling === null);
    const unsettled = [...inStatus(asked, 'quarantined'), ...inStatus(asked, 'pending-confirmation')];
    return standing?.authority === 'lacking' || isContested || unsettled.length > 0;
  },
};

/** @returns whether this person is a second one for the letter: whoever registered it does not confirm it */
export function mayConfirm({ offline }: Position, { contactId }: SignedInPerson): boolean {
  return offline?.registeredBy !== contactId;
}

/** @returns the answers of the present round in a status */
export function inStatus({ view, positions }: ActsAsked, status: Position['status']): readonly Position[] {
  return positions
    .flatMap(({ all }) => all)
    .filter((position) => position.round === view.round?.number && position.status === status);
}

/** @returns the answers of the person's own delegation in the present round that still stand */
export function ownLive({ view, positions, person }: ActsAsked): readonly Position[] {
  const live: readonly Position['status'][] = [
    'counted',
    'conflicting',
    'pending-confirmation',
    'quarantined',
  ];
  const own = positions.find(({ code }) => code === person.party)?.all ?? [];
  return own.filter((position) => position.round === view.round?.number && live.includes(position.status));
}

function takesLate({ view }: ActsAsked): boolean {
  return view.rules?.lateReplies.are === 'quarantined';
}

function isAsked({ view, person }: ActsAsked): boolean {
  return [...view.electorate, ...view.observers].some(({ code }) => code === person.party);
}
