/** Why an answer, or an act upon an answer, is refused. */
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { findContact, findMember, findObserver, launched, partyName } from './electorate.rules.js';
import { findPosition, isWindowOpen } from './positions.rules.js';
import { type Asked, firstRefusal, lackingOffice, refusalOfFuture, refuse } from './refusal.rules.js';
import type { Position, ProcedureContext } from './written-procedure.context.js';
import type { Payload } from './written-procedure.payloads.js';
import { positionRule } from './written-procedure.rules.js';

type Answer = Pick<Payload<'record-position'>, 'kind' | 'reason' | 'statement'>;

/** @returns why an answer by link or API is refused, or null */
export function refusalOfPosition({
  context,
  event,
  payload,
}: Asked<Payload<'record-position'>>): Refusal | null {
  return firstRefusal(
    () => unknownParty(context, event.actor.party),
    () => unknownContact(context, event.actor.party, payload.contactId),
    () => someoneElse(payload.contactId, event),
    () => closedWindow(context, event.surfacedAfter !== undefined),
    () => otherText(context, payload.textHash),
    () => unfitAnswer(context, payload),
  );
}

/** Nobody answers in a colleague's name: the rank of whoever answers may decide which answer stands. */
function someoneElse(contactId: string, event: CommandEvent): Refusal | null {
  if (event.actor.id === contactId) return null;
  return refuse(
    'position.not-your-own',
    `${event.actor.name} cannot act as ${contactId}. Send it under your own contact id, ${event.actor.id}.`,
    'contactId',
  );
}

/** @returns why an off-line answer cannot be registered, or null */
export function refusalOfOfflinePosition({
  context,
  event,
  payload,
}: Asked<Payload<'register-offline-position'>>): Refusal | null {
  const { round } = launched(context);
  return firstRefusal(
    () => unknownParty(context, payload.party),
    () => refusalOfFuture(payload.receivedAt, 'receivedAt', event),
    () =>
      payload.receivedAt >= round.opensAt
        ? null
        : refuse(
            'position.before-opening',
            `The window opened at ${round.opensAt}; an answer received at ${payload.receivedAt} was to another text.`,
            'receivedAt',
          ),
    () => closedWindow(context, payload.receivedAt < round.deadline.at),
    () => (payload.textHash === undefined ? null : otherText(context, payload.textHash)),
    () => unfitAnswer(context, payload),
  );
}

/** @returns why an off-line answer cannot be confirmed by this person, or null */
export function refusalOfConfirmation({
  context,
  event,
  payload,
}: Asked<Payload<'confirm-offline-position'>>): Refusal | null {
  return firstRefusal(
    () => notInStatus(context, payload.positionId, ['pending-confirmation']),
    () => samePerson(findPosition(context, payload.positionId), event),
  );
}

/** @returns why an off-line answer cannot be rejected, or null; the registrar may take back its own */
export function refusalOfOfflineRejection({
  context,
  payload,
}: Asked<Payload<'reject-offline-position'>>): Refusal | null {
  return notInStatus(context, payload.positionId, ['pending-confirmation']);
}

/** @returns why an answer cannot be withdrawn, or null; after the window only an objection can */
export function refusalOfWithdrawnPosition({
  context,
  event,
  payload,
}: Asked<Payload<'withdraw-position'>>): Refusal | null {
  return firstRefusal(
    () => notOwn(context, payload.positionId, event),
    () =>
      notInStatus(context, payload.positionId, [
        'counted',
        'conflicting',
        'pending-confirmation',
        'quarantined',
      ]),
    () => keptAfterClose(context, payload.positionId),
  );
}

/** @returns why receipt cannot be acknowledged, or null */
export function refusalOfAcknowledgement(asked: Asked<Payload<'acknowledge'>>): Refusal | null {
  return refusalOfOwnContact(asked);
}

/** Whoever acts does so for a party that was asked, and under the own contact id. */
function refusalOfOwnContact({
  context,
  event,
  payload,
}: Asked<{ readonly contactId: string }>): Refusal | null {
  return firstRefusal(
    () => unknownParty(context, event.actor.party),
    () => unknownContact(context, event.actor.party, payload.contactId),
    () => someoneElse(payload.contactId, event),
  );
}

/** @returns why a link cannot be reported to have reached somebody else, or null: only the link itself tells on itself */
export function refusalOfWrongRecipient(asked: Asked<Payload<'report-wrong-recipient'>>): Refusal | null {
  return refusalOfOwnContact(asked);
}

/** @returns why an answer cannot be disowned, or null */
export function refusalOfDisowning({
  context,
  event,
  payload,
}: Asked<Payload<'disown-position'>>): Refusal | null {
  return firstRefusal(
    () => notOwn(context, payload.positionId, event),
    () => unknownContact(context, event.actor.party, payload.contactId),
    () => someoneElse(payload.contactId, event),
    () => notInStatus(context, payload.positionId, ['counted', 'superseded', 'conflicting', 'quarantined']),
  );
}

/** @returns why a late reply cannot be ruled on, or null */
export function refusalOfLateRuling({
  context,
  event,
  payload,
}: Asked<Payload<'rule-on-late-reply'>>): Refusal | null {
  const { rules } = launched(context);
  return firstRefusal(
    () => lackingOffice('rule on a late reply', rules.lateReplies.ruledBy, 'lateReplies.ruledBy', event),
    () => notInStatus(context, payload.positionId, ['quarantined']),
  );
}

/** @returns why a conflict inside a delegation cannot be settled so, or null */
export function refusalOfConflictRuling({
  context,
  payload,
}: Asked<Payload<'resolve-conflict'>>): Refusal | null {
  return firstRefusal(
    () => notInStatus(context, payload.positionId, ['conflicting']),
    () => notOfParty(context, payload.positionId, payload.party),
  );
}

function notOfParty(context: ProcedureContext, positionId: string, party: string): Refusal | null {
  if (findPosition(context, positionId)?.party === party) return null;
  return refuse(
    'position.of-another',
    `The answer ${positionId} is not one of ${partyName(context, party)}.`,
    'positionId',
  );
}

function unknownParty(context: ProcedureContext, party: string | undefined): Refusal | null {
  if (party === undefined)
    return refuse(
      'position.no-party',
      'An answer is given for a Participant or Observer, and the sender speaks for none.',
    );
  if (findMember(context, party) ?? findObserver(context, party)) return null;
  return refuse(
    'position.not-in-electorate',
    `${party} was not on the roll frozen at launch (${context.frozen?.at ?? ''}), so it cannot answer in this procedure. Write to the Secretariat.`,
  );
}

function unknownContact(
  context: ProcedureContext,
  party: string | undefined,
  contactId: string,
): Refusal | null {
  if (findContact(findMember(context, party) ?? findObserver(context, party), contactId)) return null;
  return refuse(
    'position.unknown-contact',
    `The delegation of ${partyName(context, party ?? '')} has no contact ${contactId} in this procedure. Ask the Secretariat to replace the contact.`,
    'contactId',
  );
}

function closedWindow(context: ProcedureContext, receivedBefore: boolean): Refusal | null {
  const { rules, round } = launched(context);
  if (isWindowOpen(context) || receivedBefore || rules.lateReplies.are === 'quarantined') return null;
  return refuse(
    'position.too-late',
    `The window closed at ${round.closed?.at ?? round.deadline.at} and the rules take no late reply (${rules.lateReplies.source}). Write to the Chair.`,
  );
}

function otherText(context: ProcedureContext, textHash: string): Refusal | null {
  const { round } = launched(context);
  if (textHash === round.textHash) return null;
  const earlier = context.earlierTexts.some((text) => text.textHash === textHash);
  const what = earlier ? 'an earlier text, since revised' : 'another text than the one put';
  return refuse(
    'position.other-text',
    `The answer is to ${what}. Open the latest mail, read the text of round ${round.number} and answer again.`,
    'textHash',
  );
}

function unfitAnswer(context: ProcedureContext, answer: Answer): Refusal | null {
  const { rules } = launched(context);
  const rule = positionRule(rules, answer.kind);
  if (!rule)
    return refuse(
      'position.kind-not-open',
      `«${answer.kind}» is not open in this procedure. Choose one of ${Object.keys(rules.positions).join(', ')}.`,
      'kind',
    );
  if (rule.reason === 'required' && !answer.reason)
    return refuse(
      'position.reason-missing',
      `«${answer.kind}» needs a reason. Say why, in your own words.`,
      'reason',
    );
  if (answer.kind === 'no-objection-with-statement' && !answer.statement) {
    return refuse(
      'position.statement-missing',
      'Write the statement to be kept with the answer, or answer «no-objection».',
      'statement',
    );
  }
  return null;
}

function notInStatus(
  context: ProcedureContext,
  positionId: string,
  allowed: readonly Position['status'][],
): Refusal | null {
  const position = findPosition(context, positionId);
  if (!position)
    return refuse(
      'position.unknown',
      `There is no answer ${positionId} in this procedure. Take its number from the receipt.`,
      'positionId',
    );
  if (position.round !== context.round?.number)
    return refuse(
      'position.earlier-round',
      `The answer ${positionId} belongs to round ${position.round}, which is over.`,
      'positionId',
    );
  if (allowed.includes(position.status)) return null;
  return refuse(
    'position.wrong-status',
    `The answer ${positionId} is ${position.status}; this can be done only to one that is ${allowed.join(' or ')}.`,
    'positionId',
  );
}

function notOwn(context: ProcedureContext, positionId: string, event: CommandEvent): Refusal | null {
  const position = findPosition(context, positionId);
  if (!position || position.party === event.actor.party) return null;
  return refuse(
    'position.of-another',
    `The answer ${positionId} was given for another delegation; only that delegation may touch it.`,
    'positionId',
  );
}

function keptAfterClose(context: ProcedureContext, positionId: string): Refusal | null {
  const position = findPosition(context, positionId);
  const { rules } = launched(context);
  if (isWindowOpen(context) || !position || positionRule(rules, position.kind)?.blocks) return null;
  return refuse(
    'position.window-closed',
    'The window has closed: only what stands in the way of adoption may still be withdrawn. Write to the Chair.',
    'positionId',
  );
}

function samePerson(position: Position | undefined, event: CommandEvent): Refusal | null {
  if (position?.offline?.registeredBy !== event.actor.id) return null;
  return refuse(
    'position.second-person-needed',
    `${event.actor.name} registered this answer; the rules ask a second person to confirm it. Ask a colleague.`,
    'positionId',
  );
}
