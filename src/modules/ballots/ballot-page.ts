/** What the pages show, worked out from the visit. Pure: the same visit gives the same page. */
import { deadlineText, inZone } from '../../kernel/deadline-text.js';
import type { Instant } from '../../kernel/instant.js';
import { directionOf } from '../../platform/http/page-renderer.js';
import {
  POSITION_KINDS,
  type PositionKind,
  type Position,
} from '../../../workflows/written-procedure/index.js';
import type { BallotVisit } from './ballot-visit.service.js';
import type { BallotMessages } from './ballot.messages.js';

/** `open`; `late`: still accepted, for a ruling; `not-yet`: the window opens later; `closed`: nothing is accepted here. */
export type BallotPhase = 'open' | 'late' | 'not-yet' | 'closed';

/**
 * Whether and how answers are taken now. The deadline decides, not whether the closing job has run.
 *
 * @param visit the visit
 * @returns the phase
 */
export function phaseOf(visit: BallotVisit): BallotPhase {
  const { round, rules, now, file } = visit;
  if (now < round.opensAt) return 'not-yet';
  if (!file.allowed.includes('record-position')) return 'closed';
  if (!round.closed && now < round.deadline.at) return 'open';
  return rules.lateReplies.are === 'quarantined' ? 'late' : 'closed';
}

/** One answer the rules open, in words. */
export interface ChoiceLine {
  readonly kind: PositionKind;
  readonly label: string;
  readonly meaning: string;
  readonly blocks: boolean;
  readonly needsReason: boolean;
}

/** @returns the answers the frozen rules open, in their fixed order, each with what it means and needs */
export function choicesOf(visit: BallotVisit, messages: BallotMessages): readonly ChoiceLine[] {
  return POSITION_KINDS.flatMap((kind) => {
    const rule = visit.rules.positions[kind];
    if (!rule) return [];
    const needsReason = rule.reason === 'required';
    const meaning = visit.isObserver
      ? observerMeaning(needsReason, messages)
      : meaningOf(visit, kind, messages);
    return [
      { kind, label: messages.kinds[kind], meaning, blocks: rule.blocks && !visit.isObserver, needsReason },
    ];
  });
}

function observerMeaning(needsReason: boolean, messages: BallotMessages): string {
  return needsReason
    ? `${messages.statuses.observer} ${messages.reasonRequired}`
    : messages.statuses.observer;
}

function meaningOf(visit: BallotVisit, kind: PositionKind, messages: BallotMessages): string {
  const rule = visit.rules.positions[kind];
  if (!rule) return '';
  const effect = rule.blocks
    ? [
        messages.blocks(visit.rules.objectionQuota.threshold),
        messages.afterObjection[visit.rules.onObjection.does],
      ]
    : [messages.countsAs[rule.countsAs]];
  return [
    ...effect,
    ...(rule.asksForTime ? [messages.asksForTime] : []),
    ...(rule.reason === 'required' ? [messages.reasonRequired] : []),
    ...(rule.blocks ? [messages.codeRequired] : []),
  ].join(' ');
}

/** An instant for people: in the reader's zone, in UTC, and for machines. */
export interface InstantText {
  readonly local: string;
  readonly utc: string;
  readonly iso: string;
}

/**
 * An instant of receipt, to the second. Deadlines have their own text (`deadlineText`).
 *
 * @param at the instant
 * @param zone IANA zone of the reader
 * @param locale BCP 47 tag
 * @returns the three texts
 */
export function receivedText(at: Instant, zone: string, locale: string): InstantText {
  return { local: inZone(at, zone, locale), utc: `${at.slice(0, 10)} ${at.slice(11, 23)} UTC`, iso: at };
}

/** @returns an answer as given, in words, with what became of it */
export function positionLine(visit: BallotVisit, position: Position, messages: BallotMessages) {
  const by = visit.party.contacts.find((contact) => contact.id === position.contact);
  return {
    receipt: position.id,
    label: messages.kinds[position.kind],
    by: by?.name ?? null,
    channel: messages.channels[position.channel],
    received: receivedText(position.receivedAt, visit.contact.zone, messages.lang),
    reason: position.reason,
    statement: position.statement,
    status: messages.statuses[position.status],
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

/** @returns the answers of the visitor's party, newest first */
export function ownPositions(visit: BallotVisit): readonly Position[] {
  return visit.context.positions.filter((position) => position.party === visit.party.code).toReversed();
}

/** What stands at the top of every ballot page. */
export function headingOf(visit: BallotVisit, messages: BallotMessages) {
  const { context, party, contact, rules, round } = visit;
  return {
    lang: messages.lang,
    place: rules.body,
    base: `/b/${visit.token}`,
    reference: context.reference,
    procedure: context.title,
    party: party.name,
    partyCode: party.code,
    contact: contact.name,
    isObserver: visit.isObserver,
    phase: phaseOf(visit),
    isPast: visit.now >= round.deadline.at,
    needed: visit.file.description.needed,
    deadline: deadlineText(round.deadline.at, { zone: contact.zone, locale: messages.lang }),
    opens: receivedText(round.opensAt, contact.zone, messages.lang),
    silence: visit.isObserver ? messages.silenceOfObserver : messages.silence[rules.silence.means],
    textHash: round.textHash,
  };
}

/** @returns the whole page of the ballot: heading, text, own answers, choices */
export function ballotPage(visit: BallotVisit, messages: BallotMessages) {
  const { context, rules } = visit;
  const [current, ...earlier] = ownPositions(visit).map((position) =>
    positionLine(visit, position, messages),
  );
  return {
    ...headingOf(visit, messages),
    title: `${context.reference}: ${context.title}`,
    subject: context.subject,
    background: context.background,
    texts: textsFor(visit, messages),
    authoritative: languageName(rules.languages.authoritative, messages.lang),
    documents: context.documents.map((document) => ({
      ...document,
      languageName: languageName(document.language, messages.lang),
    })),
    current: current ?? null,
    earlier,
    choices: choicesOf(visit, messages),
    canAcknowledge: canAcknowledge(visit),
  };
}

/** @returns whether receipt can be acknowledged: asked for by the rules or not, only once, and only while nothing was answered */
export function canAcknowledge(visit: BallotVisit): boolean {
  if (!visit.file.allowed.includes('acknowledge') || phaseOf(visit) !== 'open') return false;
  return !visit.context.acknowledged.includes(visit.party.code) && ownPositions(visit).length === 0;
}

/** The reader's own language first and unfolded, else the authoritative one; the others folded. */
function textsFor(visit: BallotVisit, messages: BallotMessages) {
  const { texts } = visit.context;
  const { authoritative } = visit.rules.languages;
  const wanted = [...visit.contact.languages, authoritative].find((language) =>
    texts.some((text) => text.language === language),
  );
  const shown = wanted ?? texts[0]?.language;
  return texts
    .map((text) => ({
      lang: text.language,
      dir: directionOf(text.language),
      name: languageName(text.language, messages.lang),
      body: text.body,
      isShown: text.language === shown,
      isAuthoritative: text.language === authoritative,
    }))
    .toSorted((a, b) => Number(b.isShown) - Number(a.isShown));
}

function languageName(language: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
  } catch {
    return language; // not a language tag: shown as the draft wrote it
  }
}
