/** What a meeting remembers: when and where, its agenda, who came, what was found, the clauses, and the edits of its communiqué. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import { clauseSchema } from './clause.js';

const deadlineSchema = z.strictObject({
  at: instantSchema,
  from: instantSchema.nullable(),
  rule: z.string(),
  zone: z.string(),
  wallTime: z.string(),
  calendar: z.strictObject({ id: z.string(), version: z.string() }).nullable(),
});
export type MeetingDeadline = z.output<typeof deadlineSchema>;

const person = z.strictObject({ id: z.string(), name: z.string(), party: z.string().nullable() });

/** What a meeting can find on an item. Only `consensus` carries decisions (KP Core Document VI.5). */
export const RESULTS = [
  'consensus',
  'no-consensus',
  'noted',
  'deferred',
  'to-written-procedure',
  'withdrawn',
] as const;

/** What an organ can recommend to find. */
export const RECOMMENDABLE = ['consensus', 'no-consensus', 'noted', 'deferred'] as const;

const findingSchema = z.strictObject({
  result: z.enum(RESULTS),
  note: z.string(),
  at: instantSchema,
  by: person,
});

/** Who may read an item: all present, governments alone, or the offices and those it concerns (KP Core Document VI.15-16). */
export const VISIBILITIES = ['all', 'participants', 'concerned'] as const;

export const itemSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** an amendment of a founding document has its own, longer notice */
  kind: z.enum(['item', 'amendment']),
  visibility: z.enum(VISIBILITIES),
  /** codes of parties and organs it concerns, for `concerned` */
  concerns: z.array(z.string()),
  /** organ that brings it */
  source: z.string().nullable(),
  /** what that organ recommends: in words, and the finding that the Chair makes by following it */
  recommendation: z
    .strictObject({
      organ: z.string(),
      outcome: z.string(),
      result: z.enum(RECOMMENDABLE),
      at: instantSchema,
    })
    .nullable(),
  /** the written procedure, or the earlier meeting, it was carried over from, whose file goes with it */
  origin: z
    .strictObject({
      workflow: z.string(),
      caseId: z.string(),
      reference: z.string(),
      /** the item of that meeting, where it was deferred */
      item: z.string().nullable().default(null),
    })
    .nullable(),
  addedAt: instantSchema,
  addedBy: person,
  /** party that asked for an item which came after its notice; left out for all others */
  askedBy: z.string().exactOptional(),
  agenda: z.enum(['proposed', 'admitted', 'refused', 'withdrawn']),
  agendaNote: z.string(),
  statements: z.array(z.strictObject({ by: z.string(), text: z.string(), at: instantSchema })),
  positions: z.array(
    z.strictObject({
      party: z.string(),
      kind: z.enum(['support', 'abstain', 'reservation', 'objection']),
      statement: z.string(),
      at: instantSchema,
      /** who gave it: somebody of the party itself, or an office that heard it in the room */
      by: person,
    }),
  ),
  consultations: z.array(z.strictObject({ note: z.string(), at: instantSchema })),
  /** findings in order; the last one stands */
  findings: z.array(findingSchema),
});
export type Item = z.output<typeof itemSchema>;

export const attendeeSchema = z.strictObject({
  /** code of the registry; of a Guest of the Chair without one, its name. Nobody attends twice. */
  party: z.string().trim().min(2).max(80),
  name: z.string().trim().min(1).max(200),
  as: z.enum(['participant', 'observer', 'guest']),
  credentials: z.boolean(),
  at: instantSchema,
});
export type Attendee = z.output<typeof attendeeSchema>;

/** An objection to the agenda as a whole, or to the text of the communiqué: both are adopted by consensus (KP Core Document VI.5). */
export const proceduralObjectionSchema = z.strictObject({
  to: z.enum(['agenda', 'communique']),
  party: z.string(),
  statement: z.string(),
  at: instantSchema,
  by: person,
});
export type ProceduralObjection = z.output<typeof proceduralObjectionSchema>;

/** A hand-made change of a drafted sentence, or a sentence nobody drafted. */
export const editSchema = z.strictObject({
  id: z.string(),
  paragraph: z.int().min(1),
  /** the clause whose sentence it replaces; null for a sentence of its own */
  clauseId: z.string().nullable(),
  text: z.string(),
  /** as drafted from the facts, with codes for names, when it was made; shows when the facts have moved on since */
  drafted: z.string(),
  by: person,
  at: instantSchema,
});
export type Edit = z.output<typeof editSchema>;

export const meetingContextSchema = z.strictObject({
  caseId: z.string(),
  asOf: instantSchema,
  reference: z.string(),
  title: z.string(),
  type: z.enum(['plenary', 'special', 'intersessional', 'organ']),
  /** organs that meet; several in a joint session. Empty for the Plenary itself. */
  organs: z.array(z.string()),
  /** distribution lists whose members get the notices; empty: everybody that the type of meeting concerns */
  lists: z.array(z.string()),
  ordinal: z.int().nullable(),
  place: z.string(),
  zone: z.string(),
  languages: z.array(z.string()),
  opensAt: deadlineSchema,
  endsAt: deadlineSchema,
  notices: z.strictObject({ agenda: periodSchema, amendments: periodSchema }),
  /** until when items may be brought; counted backward from the opening */
  limits: z.strictObject({ agenda: deadlineSchema, amendments: deadlineSchema }),
  /** why it was convened with less notice than the agenda is due; null: with enough */
  shortNotice: z.string().nullable(),
  /** how many Participants must be registered before anything is adopted or found. No figure is known for the KP: 0, assumed */
  quorum: z.int().min(0),
  /** when decisions take effect: at the close, or with publication (both are reported of the KP; assumed: close) */
  effectOn: z.enum(['close', 'publication']),
  agenda: z.strictObject({ circulatedAt: instantSchema.nullable(), adoptedAt: instantSchema.nullable() }),
  items: z.array(itemSchema),
  attendance: z.array(attendeeSchema),
  /** objections to the agenda or the communiqué that stand */
  objections: z.array(proceduralObjectionSchema),
  overran: z.boolean(),
  openedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  clauses: z.array(clauseSchema),
  edits: z.array(editSchema),
  communique: z.strictObject({
    adoptedAt: instantSchema.nullable(),
    adoptedBy: person.nullable(),
    publishedAt: instantSchema.nullable(),
    /** the Chair's statement, where no communiqué was agreed, and when it was made */
    statement: z.string().nullable(),
    statedAt: instantSchema.nullable(),
  }),
  cancellation: z.strictObject({ reason: z.string(), at: instantSchema }).nullable(),
});
export type MeetingContext = z.output<typeof meetingContextSchema>;

/** @returns the item of that id, or undefined */
export function findItem(context: MeetingContext, id: string): Item | undefined {
  return context.items.find((item) => item.id === id);
}

/**
 * What stands on an item: its last finding. An objection that came after consensus was found unsettles it (KP Core Document VI.5).
 *
 * @returns the finding, or null while nothing was found or what was found does not stand
 */
export function standing(item: Item): Item['findings'][number] | null {
  const last = item.findings.at(-1) ?? null;
  return last?.result === 'consensus' && objectors(item).length > 0 ? null : last;
}

/** @returns codes of the Participants whose last position on the item is an objection */
export function objectors(item: Pick<Item, 'positions'> | undefined): string[] {
  const last = new Map((item?.positions ?? []).map((position) => [position.party, position.kind]));
  return [...last].filter(([, kind]) => kind === 'objection').map(([party]) => party);
}
