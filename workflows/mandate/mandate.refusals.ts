/** Why a mandate refuses a command, each with the remedy. */
import type { Instant } from '../../src/kernel/instant.js';
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refuse,
  rolesIn,
} from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { refusalOfEventDate } from './event.refusals.js';
import { type MandateContext, type Term, addressed } from './mandate.context.js';
import { factsOfMandate } from './mandate.facts.js';
import type { MandatePayload } from './mandate.payloads.js';
import { addresseeFor, termGiven } from './mandate.rules.js';
import { lookAgainOn, termOf } from './term.rules.js';

type Asked<Payload> = AskedOf<Payload, MandateContext>;

/** @returns why a mandate cannot be opened so, or null: once for a clause, to somebody known, with a term after the meeting that gave it */
export function refusalOfOpening({ payload, event }: Asked<MandatePayload<'open'>>): Refusal | null {
  const { givenAt, zone, deadline, rules, meeting, clauseId } = payload;
  const { existing } = factsOfMandate(event);
  const term = (): Term => termOf(deadline, { zone, from: givenAt, reviewEvery: rules.reviewEvery });
  return firstRefusal(
    () =>
      existing === null
        ? null
        : refuse(
            'mandate.exists',
            `Clause ${clauseId} of ${meeting} has its mandate already: ${existing}. Act on that one.`,
            'clauseId',
          ),
    () => unknownAddressees(payload.addressees, event, 'addressees'),
    () => refusalOfComputing('deadline', term),
    () => {
      const { dueAt, reviewAt } = term();
      const at = dueAt?.at ?? reviewAt?.at ?? givenAt;
      // somebody may look again on the very day on which the clause was given
      const early = dueAt ? at <= givenAt : at < dayOf(givenAt);
      return early
        ? refuse(
            'mandate.deadline-before-meeting',
            `The term (${at}) lies before the clause was given (${givenAt}). Check the date.`,
            'deadline',
          )
        : null;
    },
  );
}

function dayOf(instant: Instant): string {
  return `${instant.slice(0, 10)}T00:00:00.000Z`;
}

function unknownAddressees(codes: readonly string[], event: CommandEvent, field: string): Refusal | null {
  const { known } = factsOfMandate(event);
  const unknown = codes.filter((code) => known[code] === 'unknown');
  if (unknown.length === 0) return null;
  return refuse(
    'mandate.addressee-unknown',
    `Nobody is known by ${unknown.map((code) => `«${code}»`).join(', ')}. Name a party or an organ by its code, one of chair, vice-chair, secretariat, participants, observers, all, or an outside body by its full name.`,
    field,
  );
}

/** @returns why a report is refused, or null: whoever is addressed reports, by one who speaks for it; the offices may enter what came by letter */
export function refusalOfReport({
  context,
  event,
  payload,
}: Asked<MandatePayload<'report'>>): Refusal | null {
  const { by } = payload;
  const facts = factsOfMandate(event);
  return firstRefusal(
    () =>
      addresseeFor(context, by, facts) !== null
        ? null
        : refuse(
            'mandate.not-addressed',
            `${by} is not addressed by this mandate. Addressed are: ${addressed(context).join(', ')}.`,
            'by',
          ),
    () =>
      facts.speaksFor.includes(by) || actsForOffice(event)
        ? null
        : refuse(
            'mandate.not-your-addressee',
            `You do not speak for ${by}. Let one of its own contacts report, or the Secretariat enter the report.`,
            'by',
          ),
  );
}

function actsForOffice(event: CommandEvent): boolean {
  return rolesIn(event).some((role) => role === 'chair' || role === 'secretariat');
}

/** @returns why an assessment is refused, or null: there is a report to assess, and what is asked anew lies ahead */
export function refusalOfAssessment({
  context,
  event,
  payload,
}: Asked<MandatePayload<'assess'>>): Refusal | null {
  const { deadline, outcome } = payload;
  if (!context.reports.some((one) => one.status === 'submitted'))
    return refuse(
      'mandate.nothing-reported',
      'There is no report to assess yet. Enter one first, or let the mandate lapse by a decision.',
    );
  if (deadline === null) return null;
  if (outcome === 'fulfilled')
    return refuse(
      'mandate.term-of-fulfilled',
      'A fulfilled mandate has no further term. Leave «deadline» out, or return it for more.',
      'deadline',
    );
  return refusalOfTerm(event, () => termGiven(context, deadline, event.occurredAt));
}

/** @returns why an extension is refused, or null: there is a date to extend, and the new one lies later */
export function refusalOfExtension({
  context,
  event,
  payload,
}: Asked<MandatePayload<'extend'>>): Refusal | null {
  const { dueAt } = context.term;
  const term = (): Term => termGiven(context, payload.deadline, event.occurredAt);
  return firstRefusal(
    () =>
      dueAt === null
        ? refuse(
            'mandate.no-date-to-extend',
            'This mandate has no due date, so there is none to extend. Give it one (set-deadline), or say when somebody looks again (review).',
          )
        : null,
    () => refusalOfTerm(event, term),
    () => {
      const later = term().dueAt?.at ?? null;
      return later !== null && dueAt !== null && later <= dueAt.at
        ? refuse(
            'mandate.extension-backwards',
            `An extension goes forward: ${later} is not after ${dueAt.at}, when it is due now. Name a later date.`,
            'deadline',
          )
        : null;
    },
  );
}

/** @returns why a term cannot be set, or null: only where there is no date yet */
export function refusalOfSetting({
  context,
  event,
  payload,
}: Asked<MandatePayload<'set-deadline'>>): Refusal | null {
  return firstRefusal(
    () => alreadyDated(context, 'Extend it instead.'),
    () => refusalOfTerm(event, () => termGiven(context, payload.deadline, event.occurredAt)),
  );
}

/** @returns why another look cannot be set, or null */
export function refusalOfReview({
  context,
  event,
  payload,
}: Asked<MandatePayload<'review'>>): Refusal | null {
  return firstRefusal(
    () => alreadyDated(context, 'It needs no review; remind the addressees, or extend it.'),
    () =>
      refusalOfTerm(
        event,
        () => ({ ...context.term, reviewAt: lookAgainOn(payload.reviewOn, context.zone) }),
        'reviewOn',
      ),
  );
}

/** @returns why an event's date is refused, or null */
export function refusalOfEvent({
  context,
  event,
  payload,
}: Asked<MandatePayload<'date-event'>>): Refusal | null {
  const { term, givenAt, zone, rules } = context;
  const basis = { zone, from: event.occurredAt, reviewEvery: rules.reviewEvery };
  return refusalOfEventDate({ code: 'mandate', words: 'This mandate', term, givenAt, basis }, payload);
}

/** @returns why a mandate cannot pass to others, or null */
export function refusalOfReaddressing({
  context,
  event,
  payload,
}: Asked<MandatePayload<'readdress'>>): Refusal | null {
  const { from, to } = payload;
  return firstRefusal(
    () =>
      addressed(context).includes(from)
        ? null
        : refuse(
            'mandate.not-addressed',
            `${from} is not addressed by this mandate. Addressed are: ${addressed(context).join(', ')}.`,
            'from',
          ),
    () =>
      to.includes(from)
        ? refuse('mandate.same-addressee', `${from} would keep it. Name only those who take over.`, 'to')
        : null,
    () => unknownAddressees(to, event, 'to'),
  );
}

function alreadyDated({ term }: MandateContext, remedy: string): Refusal | null {
  if (term.dueAt === null) return null;
  return refuse('mandate.has-a-date', `This mandate is due at ${term.dueAt.at}. ${remedy}`);
}

/** A term that is given now lies ahead, be it a date or a review. */
function refusalOfTerm(event: CommandEvent, term: () => Term, field = 'deadline'): Refusal | null {
  return firstRefusal(
    () => refusalOfComputing(field, term),
    () => {
      const { dueAt, reviewAt } = term();
      const at = dueAt?.at ?? reviewAt?.at;
      return at !== undefined && at <= event.occurredAt
        ? refuse('mandate.term-in-the-past', `${at} has passed. Name a later day.`, field)
        : null;
    },
  );
}
