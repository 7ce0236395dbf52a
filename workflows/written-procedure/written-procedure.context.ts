/**
 * What a written procedure remembers: its text, everything frozen at launch, every position ever given, every deadline,
 * the declarations and their contests. Strict and JSON-safe; statuses that can be derived are not stored.
 */
import { z } from 'zod';
import type { Instant } from '../../src/kernel/instant.js';
import { aboutSchema } from './about.js';
import { positionKindSchema, ruleSetSchema } from './rule-set.js';

/** Stored instants are already in the kernel's form; the type says so, the pattern makes sure. */
const instant = z.custom<Instant>(
  (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value),
  'an instant such as 2012-11-30T17:00:00.000Z',
);

/** A computed deadline: the instant, and the rule, zone and calendar version that gave it. Shape of the business calendar's `Deadline`. */
export const deadlineSchema = z.strictObject({
  at: instant,
  /** when the counting began; null for an instant that was given, not counted */
  from: instant.nullable(),
  /** in words: `21 calendar-days from 2012-07-24 …` */
  rule: z.string(),
  zone: z.string(),
  /** local wall time of the end, `2012-08-14T24:00` */
  wallTime: z.string(),
  calendar: z.strictObject({ id: z.string(), version: z.string() }).nullable(),
});
export type ProcedureDeadline = z.infer<typeof deadlineSchema>;

/** A person who receives mail and may answer for a party, as the registry had it at launch. Rank 1 is the head of delegation. */
export const frozenContactSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  languages: z.array(z.string()).min(1),
  zone: z.string(),
  rank: z.int().min(1),
  /** set when a delivery report said the address cannot be reached */
  unreachableSince: instant.nullable(),
});
export type FrozenContact = z.infer<typeof frozenContactSchema>;

/** A member or observer as it stood at launch. */
export const frozenPartySchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  contacts: z.array(frozenContactSchema),
});
export type FrozenParty = z.infer<typeof frozenPartySchema>;

/** Who gets the notices of an office: `role` is `chair` or `secretariat`. */
export const officerSchema = z.strictObject({
  role: z.string(),
  party: z.string(),
  contact: frozenContactSchema,
});
export type FrozenOfficer = z.infer<typeof officerSchema>;

export const documentSchema = z.strictObject({
  title: z.string().min(1),
  language: z.string().min(2),
  url: z.string().nullable(),
  sha256: z.string().nullable(),
  /** what readers are told of the file that is kept by this fingerprint; absent where the document is only linked to */
  file: z.strictObject({ name: z.string().min(1), size: z.int().min(1) }).exactOptional(),
});

/** The decision text in one language; the authoritative language decides. */
export const textSchema = z.strictObject({ language: z.string().min(2), body: z.string().min(1) });

/** Who did something: mirrors the kernel's Actor. */
export const actorSchema = z.strictObject({
  kind: z.enum(['person', 'operator', 'system']),
  id: z.string(),
  name: z.string(),
  party: z.string().optional(),
});

/** One answer, as given. Never changed: what became of it is in `status` and the fields behind it. */
export const positionSchema = z.strictObject({
  /** the command that brought it; doubles as its id and receipt number */
  id: z.string(),
  round: z.int().min(1),
  party: z.string(),
  /** the contact who answered; null for an off-line answer without one */
  contact: z.string().nullable(),
  /** rank of the contact in the frozen delegation (1 is the head); observers and off-line answers without a contact: null */
  rank: z.int().nullable(),
  kind: positionKindSchema,
  reason: z.string().nullable(),
  statement: z.string().nullable(),
  /** which part of the text the answer is about, in the delegation's words; absent where it was not said */
  paragraph: z.string().optional(),
  /** what would resolve an objection, in the delegation's words; absent where it was not said */
  resolution: z.string().optional(),
  /** until when more time is asked for; absent where no day was given. A wish: no deadline moves by it */
  until: z.iso.date().optional(),
  /** legal instant of receipt */
  receivedAt: instant,
  channel: z.enum(['link', 'api', 'offline']),
  /** hash of the text answered to */
  textHash: z.string(),
  /** `counted`: belongs to the tally's material. `superseded`: the party answered again. `withdrawn`. `pending-confirmation`: off-line, waits for a second person. `quarantined`: late, waits for a ruling. `rejected`: the ruling or the second person said no. `observer`: recorded, never counted. `earlier-text`: given on a text since revised. `conflicting`: contacts of one party disagree and the rule lets none prevail. */
  status: z.enum([
    'counted',
    'superseded',
    'withdrawn',
    'pending-confirmation',
    'quarantined',
    'rejected',
    'observer',
    'earlier-text',
    'conflicting',
  ]),
  /** for off-line answers: who registered, what the evidence is, who confirmed */
  offline: z
    .strictObject({ registeredBy: z.string(), evidence: z.string(), confirmedBy: z.string().nullable() })
    .nullable(),
  /** why it is quarantined, and the ruling */
  ruling: z
    .strictObject({ by: z.string(), at: instant, admitted: z.boolean(), reason: z.string() })
    .nullable(),
  note: z.string().nullable(),
});
export type Position = z.infer<typeof positionSchema>;

export const roundSchema = z.strictObject({
  number: z.int().min(1),
  kind: z.enum(['first', 'revised-text', 'postal-vote']),
  opensAt: instant,
  deadline: deadlineSchema,
  firstDeadline: deadlineSchema,
  textHash: z.string(),
  extensions: z.array(
    z.strictObject({
      by: z.string(),
      at: instant,
      from: deadlineSchema,
      to: deadlineSchema,
      reason: z.string(),
    }),
  ),
  /** set when the round's window closed, with the reason */
  closed: z
    .strictObject({ at: instant, because: z.enum(['deadline', 'all-replied', 'objection', 'withdrawn']) })
    .nullable(),
});
export type Round = z.infer<typeof roundSchema>;

/** One planned mail to those who have not answered. `at` in UTC; `label` is `7-days`, `last-morning`, `6-hours`. */
export const plannedReminderSchema = z.strictObject({ at: instant, label: z.string() });

export const declarationSchema = z.strictObject({
  outcome: z.enum(['adopted', 'not-adopted']),
  by: actorSchema,
  at: instant,
  /** party that held the declaring office at that instant, as the registry says; null when nobody did */
  officeHeldBy: z.string().nullable(),
  /** `held`: the declarer held the office. `lacking`: it did not, or the record gave it no ground; the declaration stands as a fact, without effect until confirmed. `automatic`: the rule declares. */
  authority: z.enum(['held', 'lacking', 'automatic']),
  statement: z.string(),
  effectiveAt: instant.nullable(),
  publishedAt: instant.nullable(),
  /** set when it was found never to have held */
  annulled: z.strictObject({ by: actorSchema, at: instant, reason: z.string() }).nullable(),
});
export type Declaration = z.infer<typeof declarationSchema>;

export const contestSchema = z.strictObject({
  id: z.string(),
  party: z.string(),
  at: instant,
  /** `unreceived-objection`: the party says it sent one; the record says what was received */
  ground: z.enum(['procedure', 'authority', 'substance', 'unreceived-objection']),
  statement: z.string(),
  /** what the ledger holds about it, in words, at the instant of the contest */
  evidence: z.string(),
  ruling: z.strictObject({ by: z.string(), at: instant, upheld: z.boolean(), reason: z.string() }).nullable(),
});

/** A call or note verbale to a member, as an office logged it. It is no answer. */
export const loggedContactSchema = z.strictObject({
  party: z.string(),
  channel: z.enum(['call', 'note-verbale']),
  /** the day on which it was made or sent, `2013-02-07` */
  on: z.iso.date(),
  /** who was spoken or written to */
  with: z.string(),
  result: z.enum(['reached', 'not-reached']),
  /** what was said */
  text: z.string(),
  /** who logged it, and when */
  by: z.string(),
  at: instant,
});
export type LoggedContact = z.infer<typeof loggedContactSchema>;

/** The whole context of the machine `written-procedure`. */
export const procedureContextSchema = z.strictObject({
  caseId: z.string(),
  asOf: instant,
  reference: z.string().min(1),
  title: z.string().min(1),
  subject: z.string(),
  background: z.string(),
  /** party the decision is about, where it is about one */
  memberConcerned: z.string().nullable(),
  /** the case that it decides; absent or null where it decides none */
  about: aboutSchema.nullable().optional(),
  texts: z.array(textSchema).min(1),
  documents: z.array(documentSchema),
  /** sha-256 of the canonical JSON of `texts`, lower-case hex; given by the application with draft and revision */
  textHash: z.string(),
  draftedBy: actorSchema,
  /** all of it frozen at launch; null in a draft */
  frozen: z
    .strictObject({
      at: instant,
      rules: ruleSetSchema,
      chair: z.strictObject({ party: z.string(), name: z.string() }).nullable(),
      electorate: z.array(frozenPartySchema),
      observers: z.array(frozenPartySchema),
      /** office holders and secretariat who get notices; an office handed over while the case runs is recorded by a command */
      officers: z.array(officerSchema),
      languages: z.array(z.string()).min(1),
      languageWaiver: z.string().nullable(),
      precondition: z.string().nullable(),
      /** why window or reminders are others than the rules have them; left out where they are not */
      departure: z.string().exactOptional(),
      /** why it was launched although no mail reached some member */
      unreachedReason: z.string().exactOptional(),
      /** the second person, where the rules ask for one, and the one who launched it */
      launchedBy: actorSchema.exactOptional(),
      countersignedBy: actorSchema.exactOptional(),
    })
    .nullable(),
  round: roundSchema.nullable(),
  earlierRounds: z.array(roundSchema),
  earlierTexts: z.array(z.strictObject({ round: z.int(), texts: z.array(textSchema), textHash: z.string() })),
  positions: z.array(positionSchema),
  /** parties that acknowledged receipt without answering */
  acknowledged: z.array(z.string()),
  reminders: z.array(plannedReminderSchema),
  /** reminders that an office sent by hand, to which members; absent until there is one */
  handReminders: z
    .array(z.strictObject({ at: instant, by: z.string(), members: z.array(z.string()) }))
    .optional(),
  /** calls and notes verbales to members; absent until there is one */
  contactLog: z.array(loggedContactSchema).optional(),
  /** links that were reported to have reached somebody else; absent until there is one */
  wrongRecipients: z
    .array(z.strictObject({ party: z.string(), contactId: z.string(), at: instant }))
    .optional(),
  consultation: z
    .strictObject({ openedAt: instant, openedBy: z.string(), endsAt: deadlineSchema, note: z.string() })
    .nullable(),
  /** last instant at which an expired window may still be extended */
  extendableUntil: deadlineSchema.nullable(),
  /** since when the outcome waits for its declaration; the overdue notices are counted from here */
  awaitingSince: instant.nullable(),
  overdueNotices: z.int().min(0),
  declarations: z.array(declarationSchema),
  contests: z.array(contestSchema),
  contestableUntil: deadlineSchema.nullable(),
  referral: z
    .strictObject({ to: z.string(), at: instant, reason: z.string(), toPlenary: z.boolean() })
    .nullable(),
  withdrawal: z.strictObject({ by: actorSchema, at: instant, reason: z.string() }).nullable(),
});
export type ProcedureContext = z.infer<typeof procedureContextSchema>;
export type Contest = z.infer<typeof contestSchema>;
export type Frozen = NonNullable<ProcedureContext['frozen']>;
