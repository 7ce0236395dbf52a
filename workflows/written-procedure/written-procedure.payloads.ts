/**
 * What each command of a written procedure carries. One strict schema per command serves the page, the link, the API,
 * the command line and the machine itself; types are inferred from it.
 */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { commandsOf } from '../../src/kernel/refusals.js';
import { aboutSchema } from './about.js';
import { periodSchema, positionKindSchema } from './rule-set.js';
import {
  type ProcedureContext,
  contestSchema,
  documentSchema,
  frozenContactSchema,
  loggedContactSchema,
  textSchema,
} from './written-procedure.context.js';

const line = z.string().trim().min(1).max(500);
const prose = z.string().trim().min(1).max(20_000);
const id = z.string().min(1).max(200);
const code = z.string().trim().min(1).max(40);
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the text, 64 lower-case hexadecimal digits');

/** A date and hour given by a person, and the zone it is meant in. `24:00` is the end of the day. */
export const givenDeadlineSchema = z.strictObject({
  wallTime: z
    .string()
    .regex(
      /^\d{4}-\d{2}-\d{2}T(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
      'a date and hour such as 2012-08-14T17:00, or T24:00 for the end of the day',
    ),
  zone: z.string().min(1).max(60),
});
export type GivenDeadline = z.output<typeof givenDeadlineSchema>;

const answer = {
  kind: positionKindSchema,
  reason: prose.optional(),
  statement: prose.optional(),
  /** which part of the text it is about, and what would resolve it: of an objection above all */
  paragraph: line.optional(),
  resolution: prose.optional(),
  /** with a request for more time: until when */
  until: z.iso.date().optional(),
};
const outcome = z.enum(['adopted', 'not-adopted']);
/** One text per language: two texts in one language would leave open which one was answered. */
const texts = z
  .array(textSchema)
  .min(1)
  .refine((list) => new Set(list.map((text) => text.language)).size === list.length, 'one text per language');
const draft = z.strictObject({
  reference: line,
  title: line,
  subject: line,
  background: z.string().max(20_000).default(''),
  memberConcerned: code.nullable().default(null),
  /** the open case that waits for this decision, and what adoption does there; left out: it decides none */
  about: aboutSchema.optional(),
  texts,
  documents: z.array(documentSchema).default([]),
});

/** A draft as somebody confirmed it: every part of it, the texts by their hash. */
const confirmedDraftSchema = z.strictObject({
  reference: z.string(),
  title: z.string(),
  subject: z.string(),
  background: z.string(),
  memberConcerned: z.string().nullable(),
  about: aboutSchema.optional(),
  documents: z.array(documentSchema),
  textHash: hash,
});
export type ConfirmedDraft = z.output<typeof confirmedDraftSchema>;

/** Payload schema of every command, by command name. */
export const payloads = {
  draft,
  'amend-draft': z.strictObject({
    reference: line.optional(),
    title: line.optional(),
    subject: line.optional(),
    background: z.string().max(20_000).optional(),
    memberConcerned: code.nullable().optional(),
    /** null: it decides no case */
    about: aboutSchema.nullable().optional(),
    texts: texts.optional(),
    documents: z.array(documentSchema).optional(),
  }),
  launch: z
    .strictObject({
      ruleSet: line,
      opensAt: instantSchema.optional(),
      deadline: givenDeadlineSchema.optional(),
      period: periodSchema.optional(),
      languages: z.array(z.string().min(2)).min(1).optional(),
      languageWaiver: prose.optional(),
      precondition: prose.optional(),
      /** days before the deadline on which reminders go out, instead of those of the rules */
      reminderDays: z.array(z.int().min(1).max(400)).max(50).optional(),
      /** why window or reminders are others than the rules have them */
      departure: prose.optional(),
      /** why it is launched although no mail reaches some member */
      unreachedReason: prose.optional(),
      /** the draft as it was confirmed: if it is another by now, it is not launched */
      confirmed: confirmedDraftSchema.optional(),
    })
    .refine((launch) => !(launch.deadline && launch.period), {
      path: ['deadline'],
      message: 'give a deadline or a period, not both',
    }),
  discard: z.strictObject({ reason: prose.optional() }),
  'record-position': z.strictObject({
    ...answer,
    contactId: id,
    channel: z.enum(['link', 'api']),
    textHash: hash,
  }),
  'withdraw-position': z.strictObject({ positionId: id, reason: prose.optional() }),
  acknowledge: z.strictObject({ contactId: id }),
  'disown-position': z.strictObject({ positionId: id, contactId: id }),
  'register-offline-position': z.strictObject({
    party: code,
    ...answer,
    receivedAt: instantSchema,
    evidence: prose,
    textHash: hash.optional(),
  }),
  'confirm-offline-position': z.strictObject({ positionId: id }),
  'reject-offline-position': z.strictObject({ positionId: id, reason: prose }),
  extend: z
    .strictObject({ to: givenDeadlineSchema.optional(), period: periodSchema.optional(), reason: prose })
    .refine((extension) => !(extension.to && extension.period), {
      path: ['to'],
      message: 'give an instant or a period, not both',
    }),
  'open-consultations': z.strictObject({ note: prose, endsAt: givenDeadlineSchema.optional() }),
  'close-consultations': z.strictObject({
    result: z.enum(['resume', 'no-consensus']),
    note: prose.optional(),
  }),
  revise: z.strictObject({ texts, reason: prose, period: periodSchema.optional() }),
  refer: z.strictObject({
    to: line,
    reason: prose,
    /** whether the next Plenary takes it onto its agenda; false: another body has it now */
    toPlenary: z.boolean().default(true),
  }),
  withdraw: z.strictObject({ reason: prose }),
  'rule-on-late-reply': z.strictObject({ positionId: id, admit: z.boolean(), reason: prose }),
  'resolve-conflict': z.strictObject({ party: code, positionId: id, reason: prose }),
  declare: z.strictObject({
    outcome,
    statement: prose,
    effectiveAt: instantSchema.optional(),
    publishedAt: instantSchema.optional(),
  }),
  'register-declaration': z.strictObject({
    by: line,
    party: code,
    at: instantSchema,
    outcome,
    statement: prose,
  }),
  'confirm-declaration': z.strictObject({
    statement: prose,
    effectiveAt: instantSchema.optional(),
    publishedAt: instantSchema.optional(),
  }),
  contest: z.strictObject({ party: code, ground: contestSchema.shape.ground, statement: prose }),
  /** `upheld: true` means the contest is right: the declaration is annulled, and `then` says what follows. */
  'rule-on-contest': z.strictObject({
    contestId: id,
    upheld: z.boolean(),
    reason: prose,
    then: z.enum(['not-adopted', 'awaiting-declaration']).default('awaiting-declaration'),
  }),
  annul: z.strictObject({ reason: prose }),
  'record-undeliverable': z.strictObject({
    party: code,
    contactId: id,
    mailId: id,
    diagnostic: z.string().max(2000),
  }),
  'record-delivered': z.strictObject({ party: code, contactId: id, evidence: prose }),
  'replace-contact': z.strictObject({
    party: code,
    contactId: id,
    contact: frozenContactSchema.omit({ unreachableSince: true }),
  }),
  remind: z.strictObject({
    /** codes of the members to remind: exactly these */
    members: z
      .array(code)
      .min(1)
      .max(300)
      .refine((list) => new Set(list).size === list.length, 'each member once'),
    /** contact ids, exactly those of a list that was shown; null: every contact of these members whose address works */
    contacts: z.array(id).min(1).max(2000).nullable().default(null),
  }),
  'log-contact': z.strictObject({
    party: code,
    channel: loggedContactSchema.shape.channel,
    on: loggedContactSchema.shape.on,
    with: line,
    result: loggedContactSchema.shape.result,
    text: prose,
  }),
  'report-wrong-recipient': z.strictObject({ contactId: id }),
  'hand-over-office': z.strictObject({
    role: z.enum(['chair', 'secretariat']),
    party: z.string().max(40),
    contact: frozenContactSchema.omit({ unreachableSince: true }),
  }),
} as const;

export type CommandName = keyof typeof payloads;
export type Payload<Name extends CommandName> = z.output<(typeof payloads)[Name]>;

/** `command` declares a command of the table; `payloadOf` reads its payload inside the machine. */
export const { command, payloadOf } = commandsOf<typeof payloads, ProcedureContext>(payloads);
