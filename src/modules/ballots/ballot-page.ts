/** What the pages show, worked out from the visit. Pure: the same visit gives the same page. */
import { deadlineText, inZone } from '../../kernel/deadline-text.js';
import type { Instant } from '../../kernel/instant.js';
import { fileSize } from '../../platform/language/index.js';
import { spanText } from '../../platform/http/countdown.js';
import type { Words } from '../../platform/http/words.js';
import type { Position, ProcedureContext, Round } from '../../../workflows/written-procedure/index.js';
import { documentPath } from '../documents/index.js';
import { choicesOf } from './ballot-choices.js';
import { ownPositions, phaseOf, standingAnswer, stateOf } from './ballot-state.js';
import { changesSince, languageName, languagesFor, textsFor } from './ballot-texts.js';
import type { BallotVisit } from './ballot-visit.service.js';

/** How a page speaks to its reader. */
export interface BallotWords extends Pick<Words, 't' | 'partyName'> {
  /** BCP 47 tag that dates are written in */
  readonly locale: string;
}

/** An instant for people: in the reader's zone, in UTC, and for machines. */
export interface InstantText {
  readonly local: string;
  /** null for whoever lives in UTC, where it would be said twice */
  readonly utc: string | null;
  /** the instant that decides: in UTC to the millisecond, as a receipt has it */
  readonly exact: string;
  readonly iso: string;
}

/**
 * An instant of receipt, in words. Deadlines have their own text (`deadlineText`).
 *
 * @param at the instant
 * @param zone IANA zone of the reader
 * @param locale BCP 47 tag
 * @returns its texts
 */
export function receivedText(at: Instant, zone: string, locale: string): InstantText {
  const local = inZone(at, zone, locale);
  const inUtc = inZone(at, 'UTC', locale);
  const utc = inUtc.replace(/ \(UTC\)$/, ' UTC');
  const exact = utc.replace(/ UTC$/, `${at.slice(19, 23)} UTC`);
  return { local, utc: local === inUtc ? null : utc, exact, iso: at };
}

/** @returns an answer as given, in words, with what became of it */
export function positionLine(visit: BallotVisit, position: Position, { t, locale }: BallotWords) {
  const by = visit.party.contacts.find((contact) => contact.id === position.contact);
  return {
    receipt: position.id,
    label: t(`ballots.kinds.${position.kind}`),
    by: by?.name ?? null,
    isOwn: position.contact === visit.contact.id,
    channel: t(`ballots.channels.${position.channel}`),
    received: receivedText(position.receivedAt, visit.contact.zone, locale),
    reason: position.reason,
    statement: position.statement,
    paragraph: position.paragraph ?? null,
    resolution: position.resolution ?? null,
    until: position.until ?? null,
    status: t(`ballots.statuses.${position.status}`),
    textHash: position.textHash,
    canWithdraw: canWithdraw(visit, position),
    canDisown: canDisown(visit, position),
  };
}

/** Offers only what the procedure would take: after the window, only what stands in the way may be taken back. */
function canWithdraw(visit: BallotVisit, position: Position): boolean {
  if (
    visit.isObserver ||
    position.round !== visit.round.number ||
    !visit.file.allowed.includes('withdraw-position')
  )
    return false;
  const stands =
    position.status === 'counted' || position.status === 'conflicting' || position.status === 'quarantined';
  return stands && (phaseOf(visit) === 'open' || visit.rules.positions[position.kind]?.blocks === true);
}

function canDisown(visit: BallotVisit, position: Position): boolean {
  if (
    visit.isObserver ||
    position.round !== visit.round.number ||
    !visit.file.allowed.includes('disown-position')
  )
    return false;
  return ['counted', 'superseded', 'conflicting', 'quarantined'].includes(position.status);
}

/** What stands at the top of every ballot page. */
export function headingOf(visit: BallotVisit, words: BallotWords) {
  const { context, party, contact, rules, round } = visit;
  const standing = standingAnswer(visit);
  return {
    place: rules.body,
    base: `/b/${visit.token}`,
    reference: context.reference,
    procedure: context.title,
    contentLanguage: rules.languages.authoritative,
    party: words.partyName(party.code, party.name),
    partyCode: party.code,
    contact: contact.name,
    isObserver: visit.isObserver,
    isConcerned: visit.isObserver && context.memberConcerned === party.code,
    isSuspended: visit.isSuspended && !visit.isObserver,
    phase: phaseOf(visit),
    state: stateOf(visit),
    isPast: visit.now >= round.deadline.at,
    /** no answer counts any more of itself: the deadline has passed, or the procedure ended before it */
    isOver: visit.now >= round.deadline.at || phaseOf(visit) === 'closed',
    needed: visit.file.description.needed,
    due: dueOf(visit, words),
    opens: receivedText(round.opensAt, contact.zone, words.locale),
    untilOpening: spanText(visit.now, round.opensAt, words.locale),
    extension: extensionOf(visit, words),
    silence: silenceOf(visit, words),
    readers: readersOf(visit, words),
    standing: standing && positionLine(visit, standing, words),
    round: round.number,
    textHash: round.textHash,
  };
}

/** The deadline in words, and how far it is: told to the script too, which keeps it right while the page is open. */
function dueOf({ now, round, contact }: BallotVisit, { t, locale }: BallotWords) {
  const { at } = round.deadline;
  const span = spanText(now, at, locale);
  return {
    ...deadlineText(at, { zone: contact.zone, locale }),
    span: now < at ? t('ballots.heading.left', { span }) : t('ballots.heading.ago', { span }),
    now,
  };
}

/** The last extension, which is what a reader of the first mail does not know. */
function extensionOf({ round, contact }: BallotVisit, { t, locale }: BallotWords) {
  const last: Round['extensions'][number] | undefined = round.extensions.at(-1);
  if (!last) return null;
  const from = deadlineText(last.from.at, { zone: contact.zone, locale }).local;
  return { text: t('ballots.heading.extended', { by: last.by, from }), reason: last.reason };
}

/** A vote by correspondence counts no silence, whatever the rules say of the rounds before (assumed, as in the tally). */
function silenceOf({ isObserver, round, rules }: BallotVisit, { t }: BallotWords): string {
  if (isObserver) return t('ballots.silence.observer');
  return t(`ballots.silence.${round.kind === 'postal-vote' ? 'vote' : rules.silence.means}`);
}

/** Told before anybody answers: who will read it, and when. Whoever was asked or copied may see the procedure with all its answers. */
function readersOf({ context: { frozen } }: BallotVisit, { t }: BallotWords): string {
  const [asked, copied] = [frozen?.electorate.length ?? 0, frozen?.observers.length ?? 0];
  return t('ballots.readers', { asked, copied });
}

/** @returns the whole page of the ballot: heading, text, own answers, choices */
export function ballotPage(visit: BallotVisit, words: BallotWords) {
  const { context, rules, round } = visit;
  const heading = headingOf(visit, words);
  const lines = ownPositions(visit).map((position) => positionLine(visit, position, words));
  const choices = choicesOf(visit, words);
  const current = heading.standing ?? lines[0] ?? null;
  return {
    ...heading,
    title: `${context.reference}: ${context.title}`,
    subject: context.subject,
    background: context.background,
    texts: textsFor(visit, words.locale),
    changes: changesSince(context, round.number - 1, languagesFor(visit, words.locale)),
    authoritative: languageName(rules.languages.authoritative, words.locale),
    documents: context.documents.map((document) => ({
      ...document,
      languageName: languageName(document.language, words.locale),
      ...keptFile(document, heading.base, words.locale),
    })),
    current,
    earlier: lines.filter(({ receipt }) => receipt !== current?.receipt),
    choices,
    canObject: choices.some(({ objects }) => objects),
    canAskForTime: choices.some(({ asksForTime }) => asksForTime),
    canAcknowledge: canAcknowledge(visit),
  };
}

/** A document that Plenum keeps is handed out by the link itself. */
function keptFile({ sha256, file }: ProcedureContext['documents'][number], base: string, locale: string) {
  if (!file || sha256 === null) return { size: null };
  return { url: `${base}${documentPath(sha256)}`, size: fileSize(file.size, locale) };
}

/** @returns whether receipt can be acknowledged: asked for by the rules or not, only once, and only while nothing was answered */
export function canAcknowledge(visit: BallotVisit): boolean {
  if (!visit.file.allowed.includes('acknowledge') || phaseOf(visit) !== 'open') return false;
  return !visit.context.acknowledged.includes(visit.party.code) && ownPositions(visit).length === 0;
}
