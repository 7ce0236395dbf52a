/** What each command of a meeting carries. One schema serves REST, command line, precedents and the machine. */
import { z } from 'zod';
import { periodSchema } from '../../src/kernel/period.js';
import { commandsOf } from '../../src/kernel/refusals.js';
import { clauseSchema } from './clause.js';
import {
  type MeetingContext,
  RECOMMENDABLE,
  VISIBILITIES,
  attendeeSchema,
  itemSchema,
} from './plenary-meeting.context.js';

const line = z.string().trim().min(1).max(300);
const prose = z.string().trim().min(1).max(10_000);
const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, such as «conflict-diamonds»');
const code = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{1,11}$/, 'a code, such as ZWE or WGM');
const zone = z.string().min(1).max(60);
const wall = z.strictObject({
  wallTime: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a local date and hour: 2012-11-27T09:00'),
  zone,
});

export const newItemSchema = z.strictObject({
  id,
  title: line,
  kind: itemSchema.shape.kind.default('item'),
  visibility: z.enum(VISIBILITIES).default('all'),
  concerns: z.array(code).default([]),
  source: code.nullable().default(null),
  /** what the organ that brings it recommends, in words */
  recommendation: line.nullable().default(null),
  /** and the finding that follows from it */
  recommends: z.enum(RECOMMENDABLE).default('consensus'),
  origin: itemSchema.shape.origin.default(null),
});

/** An item that comes after its notice; whoever asked for it is written down. */
export const lateItemSchema = newItemSchema.extend({ askedBy: attendeeSchema.shape.party.optional() });

export const payloads = {
  convene: z.strictObject({
    reference: line,
    title: line,
    type: z.enum(['plenary', 'special', 'intersessional', 'organ']).default('plenary'),
    organs: z.array(code).default([]),
    /** distribution lists whose members are to come, of a meeting by role in the supply chain; empty: everybody (Washington 2012, paragraph 55) */
    lists: z.array(z.string().min(1).max(60)).default([]),
    ordinal: z.int().min(1).nullable().default(null),
    place: line,
    zone,
    opensAt: wall,
    endsAt: wall,
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .min(1)
      .default(['en']),
    /** how long before the opening items must be in; assumed, the rules of procedure were not found */
    agendaNotice: periodSchema.default({ value: 30, unit: 'calendar-days' }),
    /** KP Core Document VI.18 */
    amendmentNotice: periodSchema.default({ value: 90, unit: 'calendar-days' }),
    /** why, when it is convened later than its agenda is due */
    shortNotice: prose.nullable().default(null),
    quorum: z.int().min(0).max(500).default(0),
    effectOn: z.enum(['close', 'publication']).default('close'),
  }),
  'add-items': z.strictObject({ items: z.array(newItemSchema).min(1).max(200) }),
  'withdraw-item': z.strictObject({ item: id, reason: prose }),
  /** the item gets this place on the agenda, counted from 1; the others move up or down */
  'place-item': z.strictObject({ item: id, place: z.int().min(1).max(500) }),
  'circulate-agenda': z.strictObject({}),
  reschedule: z.strictObject({
    opensAt: wall,
    endsAt: wall,
    reason: prose,
    shortNotice: prose.nullable().default(null),
  }),
  cancel: z.strictObject({ reason: prose }),
  'register-attendance': z.strictObject({
    attendees: z
      .array(attendeeSchema.omit({ at: true }))
      .min(1)
      .max(300),
  }),
  /** an organ was merged: what of this meeting is its becomes its successor's */
  'succeed-organ': z.strictObject({ from: code, to: code }),
  'withdraw-attendance': z.strictObject({ party: attendeeSchema.shape.party, reason: prose }),
  object: z.strictObject({ to: z.enum(['agenda', 'communique']), party: code, statement: prose }),
  'lift-objection': z.strictObject({ to: z.enum(['agenda', 'communique']), party: code }),
  'adopt-agenda': z.strictObject({
    refused: z.array(z.strictObject({ item: id, reason: prose })).default([]),
    /** items taken up although their notice had run out: needs the agreement of all, as the agenda itself does */
    late: z.array(lateItemSchema).default([]),
  }),
  recommend: z.strictObject({
    item: id,
    organ: code,
    outcome: line,
    result: z.enum(RECOMMENDABLE).default('consensus'),
  }),
  'follow-recommendation': z.strictObject({ item: id, note: z.string().max(10_000).default('') }),
  'make-statement': z.strictObject({ item: id, by: line, text: prose }),
  'take-position': z.strictObject({
    item: id,
    party: code,
    kind: z.enum(['support', 'abstain', 'reservation', 'objection']),
    statement: z.string().max(10_000).default(''),
  }),
  consult: z.strictObject({ item: id, note: prose }),
  find: z.strictObject({
    item: id,
    result: z.enum(['consensus', 'no-consensus', 'noted', 'deferred', 'withdrawn']),
    note: z.string().max(10_000).default(''),
  }),
  'send-to-written-procedure': z.strictObject({
    item: id,
    draft: z.strictObject({
      reference: line,
      title: line,
      subject: line,
      texts: z.array(z.strictObject({ language: z.string().regex(/^[a-z]{2}$/), body: prose })).min(1),
    }),
  }),
  'note-draft-refused': z.strictObject({ item: id, reason: prose }),
  'record-clauses': z.strictObject({ clauses: z.array(clauseSchema).min(1).max(300) }),
  'amend-clause': z.strictObject({ clause: clauseSchema, reason: prose }),
  'remove-clause': z.strictObject({ clauseId: z.string(), reason: prose }),
  'edit-sentence': z.strictObject({ clauseId: z.string(), text: prose }),
  'add-sentence': z.strictObject({ paragraph: z.int().min(1).max(500), text: prose }),
  'drop-edit': z.strictObject({ editId: z.string() }),
  close: z.strictObject({}),
  'adopt-communique': z.strictObject({}),
  'close-with-statement': z.strictObject({ statement: prose }),
  publish: z.strictObject({}),
} as const;

export type MeetingCommandName = keyof typeof payloads;
export type MeetingPayload<Name extends MeetingCommandName> = z.output<(typeof payloads)[Name]>;

/** `command` declares a command of the table; `payloadOf` reads its payload inside the machine. */
export const { command, payloadOf } = commandsOf<typeof payloads, MeetingContext>(payloads);
