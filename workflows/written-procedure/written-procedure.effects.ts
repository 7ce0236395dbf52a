/**
 * Which mails an event asks for, and what stands in each. Facts are taken at the instant of the event, so that a mail sent
 * late still says what was so then.
 */
import type { Json } from '../../src/kernel/json.js';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { openContests, standingDeclaration } from './declarations.rules.js';
import { launched, partyName } from './electorate.rules.js';
import { findPosition } from './positions.rules.js';
import {
  DISOWNED,
  NOT_ME,
  type Mail,
  type Recipient,
  type RevokeLinks,
  contactsOfParties,
  everyone,
  mailTo,
  members,
  officers,
  reachable,
} from './recipients.effects.js';
import { timeLeft } from './pressing.rules.js';
import { shortfalls } from './sentences.rules.js';
import type { Contest, Position, ProcedureContext } from './written-procedure.context.js';
import { payloadOf } from './written-procedure.payloads.js';
import { effectivePosition, positionRule, tally } from './written-procedure.rules.js';

/** @returns the launch mail to all: with links at the opening, or as the notice of a window that opens later */
export function launchMails(context: ProcedureContext, kind: 'notice' | 'opening'): readonly Mail[] {
  return mailTo(context, 'launch', everyone(context), launchFacts(context, kind));
}

/** @returns the launch mail to a contact who came in while the window is open */
export function replacementMails(context: ProcedureContext, event: CommandEvent): readonly Mail[] {
  const { party, contact } = payloadOf('replace-contact', event);
  if (context.round?.closed !== null) return [];
  return mailTo(
    context,
    'launch',
    contactsOfParties(context, [party]).filter((to) => to.contact.id === contact.id),
    launchFacts(context, 'replacement'),
  );
}

/** @returns whom a reminder sent now would reach: members without an effective answer, at addresses that work */
export function reminderRecipients(context: ProcedureContext): readonly Recipient[] {
  return reachable(members(context).filter((to) => !effectivePosition(context, to.party)));
}

/** @returns the reminder that is due */
export function reminderMails(context: ProcedureContext): readonly Mail[] {
  const { round } = launched(context);
  const label = context.reminders[0]?.label ?? 'reminder';
  return mailTo(context, 'reminder', reminderRecipients(context), {
    label,
    deadline: round.deadline,
    textHash: round.textHash,
  });
}

/** @returns the reminders sent by hand: to exactly the members named, at those of their contacts named, or at all whose address works */
export function handReminderMails(context: ProcedureContext, event: CommandEvent): readonly Mail[] {
  const { round } = launched(context);
  const { members: named, contacts } = payloadOf('remind', event);
  const to = reachable(contactsOfParties(context, named)).filter(
    ({ contact }) => contacts?.includes(contact.id) ?? true,
  );
  return mailTo(context, 'reminder', to, {
    label: timeLeft(round.deadline, event.occurredAt),
    deadline: round.deadline,
    textHash: round.textHash,
  });
}

/**
 * What an answer, or an act upon one, sets off: receipts to the delegation, word to the Chair, word of a late reply.
 *
 * @param context the memory with the answer in it
 * @param positionId the answer
 * @param what what happened to it, past tense
 */
export function answerMails(context: ProcedureContext, positionId: string, what: string): readonly Mail[] {
  const position = findPosition(context, positionId);
  if (!position) return [];
  return [
    ...receipts(context, position, what),
    ...objectionMails(context, position, what),
    ...lateMails(context, position),
  ];
}

/** @returns the mails of an extension, to all */
export function extensionMails(context: ProcedureContext): readonly Mail[] {
  const { round } = launched(context);
  const last = round.extensions.at(-1);
  if (!last) return [];
  return mailTo(context, 'extension', everyone(context), {
    from: last.from,
    to: last.to,
    reason: last.reason,
    textHash: round.textHash,
  });
}

/** @returns the mails of a new round, to all, with new links */
export function newRoundMails(context: ProcedureContext, reason: string): readonly Mail[] {
  const { round } = launched(context);
  return mailTo(context, 'revised-text', everyone(context), {
    kind: round.kind,
    deadline: round.deadline,
    textHash: round.textHash,
    reason,
  });
}

/** @returns the mails of consultations opened, to all */
export function consultationMails(context: ProcedureContext): readonly Mail[] {
  const { consultation } = context;
  if (!consultation) return [];
  const objectors = tally(context).blocking.map((position) => ({
    party: position.party,
    kind: position.kind,
    reason: position.reason,
  }));
  return mailTo(context, 'consultation', everyone(context), {
    note: consultation.note,
    endsAt: consultation.endsAt,
    objectors,
  });
}

/** @returns the mails saying how the window closed: to the offices, and to all when the procedure ends there */
export function closedMails(context: ProcedureContext, ended: 'lapsed' | null): readonly Mail[] {
  const { round } = launched(context);
  const count = tally(context);
  const facts = {
    finding: count.finding,
    because: round.closed?.because ?? 'deadline',
    closedAt: round.closed?.at ?? context.asOf,
    ended,
    missing: [...shortfalls(context, count)],
    affirmative: count.affirmative,
    floorNeeded: count.floorNeeded,
    answered: count.answered,
    members: count.members,
  };
  const to = [...officers(context, 'chair', 'secretariat'), ...(ended ? everyone(context) : [])];
  return mailTo(context, 'closed', to, facts);
}

/** @returns the outcome, or its annulment, to all */
export function outcomeMails(context: ProcedureContext): readonly Mail[] {
  const declaration = context.declarations.at(-1);
  if (!declaration) return [];
  const { outcome, statement, at, effectiveAt, publishedAt, authority, annulled } = declaration;
  const facts = {
    outcome,
    statement,
    declaredAt: at,
    declaredBy: declaration.by.name,
    authority,
    effectiveAt,
    publishedAt,
    contestableUntil: context.contestableUntil,
    annulled: annulled && { at: annulled.at, by: annulled.by.name, reason: annulled.reason },
    standing: standingDeclaration(context)?.outcome ?? null,
  };
  return mailTo(
    context,
    'outcome',
    [...everyone(context), ...officers(context, 'chair', 'secretariat')],
    facts,
  );
}

/** @returns the notice that the outcome waits: to the Chair, from the second on to the Secretariat too */
export function overdueMails(context: ProcedureContext): readonly Mail[] {
  const notice = context.overdueNotices;
  const count = tally(context);
  const to = notice > 1 ? officers(context, 'chair', 'secretariat') : officers(context, 'chair');
  return mailTo(context, 'outcome-overdue', to, {
    notice,
    since: context.awaitingSince,
    finding: count.finding,
    missing: [...shortfalls(context, count)],
  });
}

/** @returns the withdrawal, to all */
export function withdrawalMails(context: ProcedureContext): readonly Mail[] {
  const { withdrawal } = context;
  return withdrawal
    ? mailTo(context, 'withdrawal', everyone(context), {
        reason: withdrawal.reason,
        by: withdrawal.by.name,
        at: withdrawal.at,
      })
    : [];
}

/** @returns the referral, to all and to the offices */
export function referralMails(context: ProcedureContext): readonly Mail[] {
  const { referral } = context;
  if (!referral) return [];
  return mailTo(context, 'referral', [...everyone(context), ...officers(context, 'chair', 'secretariat')], {
    to: referral.to,
    reason: referral.reason,
    at: referral.at,
  });
}

/** @returns word of a contest or of the ruling on it, to the offices and to the member that contests */
export function contestMails(context: ProcedureContext, contestId: string): readonly Mail[] {
  const contest = context.contests.find((one) => one.id === contestId);
  if (!contest) return [];
  const to = [...officers(context, 'chair', 'secretariat'), ...contactsOfParties(context, [contest.party])];
  return mailTo(context, 'contest', to, contestFacts(context, contest));
}

/** @returns what makes the links of the present round useless */
export function revocation(context: ProcedureContext, reason: string): RevokeLinks {
  return { round: launched(context).round.number, party: null, contactId: null, reason };
}

/** @returns what makes the links of a disowned answer's mailbox useless; nothing for an answer that came by no link of anybody */
export function disownment(context: ProcedureContext, positionId: string): readonly RevokeLinks[] {
  const position = findPosition(context, positionId);
  if (!position?.contact) return [];
  return [{ round: position.round, party: position.party, contactId: position.contact, reason: DISOWNED }];
}

/** @returns what makes the links useless that reached somebody else than the contact */
export function misdirection(context: ProcedureContext, event: CommandEvent): RevokeLinks {
  const { contactId } = payloadOf('report-wrong-recipient', event);
  const { round } = launched(context);
  return { round: round.number, party: event.actor.party ?? '', contactId, reason: NOT_ME };
}

function launchFacts(context: ProcedureContext, kind: string): { readonly [key: string]: Json } {
  const { rules, round } = launched(context);
  return {
    kind,
    opensAt: round.opensAt,
    deadline: round.deadline,
    textHash: round.textHash,
    silence: rules.silence.means,
  };
}

function positionFacts(context: ProcedureContext, position: Position): { readonly [key: string]: Json } {
  const {
    id: positionId,
    party,
    kind,
    reason,
    paragraph,
    resolution,
    until,
    statement,
    receivedAt,
    textHash,
    status,
    channel,
    note,
  } = position;
  return {
    positionId,
    party,
    partyName: partyName(context, party),
    kind,
    reason,
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(until === undefined ? {} : { until }),
    statement,
    receivedAt,
    textHash,
    status,
    channel,
    note,
  };
}

/** To the contact who answered and to the others of the delegation, so that an answer nobody knows of is noticed. */
function receipts(context: ProcedureContext, position: Position, what: string): readonly Mail[] {
  const to = contactsOfParties(context, [position.party]);
  const answerer = to.find((recipient) => recipient.contact.id === position.contact)?.contact.name ?? null;
  return to.flatMap((recipient) =>
    mailTo(context, 'receipt', [recipient], {
      ...positionFacts(context, position),
      what,
      answeredBy: answerer,
      isAnswerer: recipient.contact.id === position.contact,
    }),
  );
}

/** The Chair learns at once of what stands in the way, asks for time or challenges the procedure, and when it is taken back. */
function objectionMails(context: ProcedureContext, position: Position, what: string): readonly Mail[] {
  const rule = positionRule(launched(context).rules, position.kind);
  const matters =
    (rule?.blocks ?? false) || (rule?.asksForTime ?? false) || position.kind === 'procedural-challenge';
  if (!matters || !TOLD_TO_CHAIR.includes(position.status)) return [];
  return mailTo(context, 'objection', officers(context, 'chair'), {
    ...positionFacts(context, position),
    what,
    blocks: rule?.blocks ?? false,
    asksForTime: rule?.asksForTime ?? false,
  });
}

const TOLD_TO_CHAIR: readonly Position['status'][] = ['counted', 'conflicting', 'withdrawn'];

function lateMails(context: ProcedureContext, position: Position): readonly Mail[] {
  if (position.status !== 'quarantined') return [];
  return mailTo(
    context,
    'late-reply',
    officers(context, 'secretariat', 'chair'),
    positionFacts(context, position),
  );
}

function contestFacts(context: ProcedureContext, contest: Contest): { readonly [key: string]: Json } {
  const { id: contestId, party, at, ground, statement, evidence, ruling } = contest;
  return {
    contestId,
    party,
    partyName: partyName(context, party),
    at,
    ground,
    statement,
    evidence,
    ruling,
    stillOpen: openContests(context).length,
  };
}
