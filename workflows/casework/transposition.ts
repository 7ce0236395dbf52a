/**
 * How a decision reaches the law and the lists of those who apply it: of each addressee its act is awaited, and the lag is kept.
 *
 * Source: practice. The notice of 31 October 2003 left a month; the European Union took 66 days in 2012 (Regulation (EU) 947/2012).
 * Lateness is recorded and stops nothing. Used by admissions and removals.
 */
import { z } from 'zod';
import { type Instant, instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import { firstRefusal, refusalOfFuture, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { type CaseContext, documentSchema, lineSchema } from './case.context.js';
import { after, daysBetween, lastDay } from './deadline.js';
import { type Duty, close, owe } from './duty.js';
import { factsOf, refusalOfSpeaking } from './facts.js';

/** All Participants at once, for a day that holds for everybody. */
const EVERYBODY = 'participants';

/** Of whom an act is awaited: within a time of the effect, by a last day, or without any term. */
export const addresseeSchema = z
  .strictObject({
    /** code of a Participant, or `participants` */
    addressee: z
      .string()
      .regex(/^(participants|[A-Z][A-Za-z0-9-]{1,11})$/, 'a code such as EU, or «participants»'),
    what: lineSchema,
    within: periodSchema.nullable().default(null),
    /** last day, to its end; a date never rolls */
    by: z.iso.date().nullable().default(null),
    basis: lineSchema,
  })
  .refine(({ within, by }) => within === null || by === null, 'give a time or a last day, not both');
export type Addressee = z.output<typeof addresseeSchema>;

/** An act that is awaited, or was done so many days after the effect. */
export const transpositionSchema = z.strictObject({
  addressee: z.string(),
  what: lineSchema,
  basis: lineSchema,
  /** the instant from which the lag is counted */
  from: instantSchema,
  done: z
    .strictObject({
      /** when the act takes effect there */
      at: instantSchema,
      act: lineSchema,
      document: documentSchema.nullable(),
      /** days from the one date to the other, both in the zone of the case */
      lagDays: z.int().min(0),
      /** it took effect after its term */
      late: z.boolean(),
    })
    .nullable(),
});
export type Transposition = z.output<typeof transpositionSchema>;

/** Payload of the command that records an act. */
export const transpositionDoneSchema = z.strictObject({
  addressee: z.string().min(2).max(12),
  at: instantSchema,
  act: lineSchema,
  document: documentSchema.nullable().default(null),
});
type Done = z.output<typeof transpositionDoneSchema>;

type Awaiting = CaseContext & { readonly transpositions: readonly Transposition[] };
type Change = Pick<CaseContext, 'duties'> & { readonly transpositions: Transposition[] };

/** @returns id of the duty of an addressee: `transposition-eu` */
function dutyId(addressee: string): string {
  return `transposition-${addressee.toLowerCase()}`;
}

/**
 * @param context of the case; an addressee that is asked again is awaited anew
 * @param addressees of whom an act is awaited
 * @param from the instant from which their time and the lag are counted
 * @returns the memory with one duty for each
 */
export function awaitTransposition(
  context: Awaiting,
  addressees: readonly Addressee[],
  from: Instant,
): Change {
  return addressees.reduce<Change>(
    (so, { addressee, what, basis, within, by }) => {
      const due = termOf({ within, by }, from, context.zone);
      const duty = { id: dutyId(addressee), what, basis, from: [addressee], due };
      const others = so.transpositions.filter((one) => one.addressee !== addressee || one.done !== null);
      return {
        transpositions: [...others, { addressee, what, basis, from, done: null }],
        ...owe({ ...context, ...so }, duty),
      };
    },
    { duties: [...context.duties], transpositions: [...context.transpositions] },
  );
}

function termOf({ within, by }: Pick<Addressee, 'within' | 'by'>, from: Instant, zone: string): Duty['due'] {
  if (by !== null) return lastDay(by, zone);
  return within === null ? null : after(from, within, zone);
}

/** @returns a refusal when two entries name one addressee, or a last day has passed, or null */
export function refusalOfAddressees(
  { zone }: Pick<CaseContext, 'zone'>,
  event: CommandEvent,
  addressees: readonly Addressee[],
): Refusal | null {
  const codes = addressees.map(({ addressee }) => addressee);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined)
    return refuse('transposition.twice', `${twice} is named twice. Name each once.`, 'transposition');
  const past = addressees.find(({ by }) => by !== null && lastDay(by, zone).at <= event.occurredAt);
  if (!past) return null;
  return refuse(
    'transposition.past-day',
    `${past.by ?? ''} has passed: ${past.addressee} cannot do it by then. Name a later day, or none.`,
    'transposition',
  );
}

/**
 * @returns why an act cannot be recorded, or null: it is awaited of that addressee, whoever records it speaks for it, and it neither
 *   lies ahead nor before what it transposes
 */
export function refusalOfTransposition(context: Awaiting, event: CommandEvent, done: Done): Refusal | null {
  const { addressee, at } = done;
  const awaited = awaitedOf(context, event, addressee);
  return firstRefusal(
    () => (awaited ? null : notAwaited(context, addressee)),
    () => refusalOfSpeaking(event, addressee, 'addressee'),
    () => refusalOfFuture(at, 'at', event),
    () =>
      awaited && at < awaited.from
        ? refuse(
            'transposition.before-effect',
            `${at} lies before ${awaited.from}, from which it holds. Give the instant at which the act took effect.`,
            'at',
          )
        : null,
  );
}

function notAwaited({ transpositions }: Awaiting, addressee: string): Refusal {
  const open = transpositions.filter(({ done }) => done === null).map((one) => one.addressee);
  const words = open.length === 0 ? 'Nothing is awaited of anybody.' : `Name one of: ${open.join(', ')}.`;
  return refuse('transposition.not-awaited', `No act is awaited of ${addressee}. ${words}`, 'addressee');
}

/** What is awaited of an addressee: by its own name, or of it as one of all Participants. */
function awaitedOf(
  { transpositions }: Awaiting,
  event: Pick<CommandEvent, 'facts'>,
  addressee: string,
): Transposition | undefined {
  const open = transpositions.filter(({ done }) => done === null);
  const own = open.find((one) => one.addressee === addressee);
  if (own || !factsOf(event).roll.includes(addressee)) return own;
  const repeated = transpositions.some((one) => one.addressee === addressee);
  return repeated ? undefined : open.find((one) => one.addressee === EVERYBODY);
}

/** @returns the memory with the act and its lag; what is awaited of all stays open when one of them has done it */
export function transposed(context: Awaiting, event: CommandEvent, done: Done): Change {
  const awaited = awaitedOf(context, event, done.addressee);
  if (!awaited) return { duties: [...context.duties], transpositions: [...context.transpositions] };
  const due =
    context.duties.find(({ id, closed }) => id === dutyId(awaited.addressee) && !closed)?.due ?? null;
  const { addressee, ...act } = done;
  const kept = {
    ...act,
    lagDays: daysBetween(awaited.from, done.at, context.zone),
    late: isAfter(done.at, due),
  };
  const entry: Transposition = { ...awaited, addressee, done: kept };
  const isOwn = addressee === awaited.addressee;
  const others = context.transpositions.filter((one) => !isOwn || one !== awaited);
  return {
    transpositions: [...others, entry],
    ...(isOwn ? close(context, dutyId(addressee)) : { duties: [...context.duties] }),
  };
}

function isAfter(at: Instant, due: Duty['due']): boolean {
  return due !== null && due.at <= at;
}
