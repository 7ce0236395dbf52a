/**
 * One clause of a communiqué as recorded fact: who did what (a graded verb), upon which fact, addressed to whom, on what
 * condition, until when, to be reported where. The text of a communiqué is drafted from these, never the other way round.
 */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';

/** What a verb does: it decides, takes note, gives a mandate, or only informs. Graded as the Washington communiqué of 2012 uses them. */
export const VERBS = {
  decides: [
    'adopted',
    'approved',
    'endorsed',
    'resolved',
    'confirmed',
    'decided',
    'added',
    'reaffirmed',
    'committed',
    'concluded',
    'supported',
  ],
  'takes-note': [
    'welcomed',
    'acknowledged',
    'noted',
    'took-note',
    'commended',
    'recognized',
    'recalled',
    'emphasized',
    'underlined',
    'highlighted',
    'appreciated',
    'thanked',
    'reviewed',
    'regretted',
  ],
  mandates: [
    'requested',
    'tasked',
    'instructed',
    'invited',
    'encouraged',
    'called-upon',
    'directed',
    'referred',
  ],
  informs: ['informed'],
} as const;
export type VerbClass = keyof typeof VERBS;
export const verbSchema = z.enum([
  ...VERBS.decides,
  ...VERBS['takes-note'],
  ...VERBS.mandates,
  ...VERBS.informs,
]);
export type Verb = z.output<typeof verbSchema>;

/** @returns the class of a verb */
export function classOf(verb: Verb): VerbClass {
  for (const name of ['decides', 'takes-note', 'mandates'] as const)
    if ((VERBS[name] as readonly string[]).includes(verb)) return name;
  return 'informs';
}

const line = z.string().min(1).max(600);
/** Code of a party (`ZWE`, `WDC`), of an organ (`WGM`), or one of the collective names `participants`, `observers`, `chair`, `all`; an outside body by name. */
const who = z.string().min(2).max(80);
const code = z.string().regex(/^[A-Z][A-Za-z0-9-]{1,11}$/, 'a code, such as ZWE or WGM');
const day = z.iso.date();

/** Until when: a day or instant, a soft term with the day on which somebody looks again, or an event that has no date yet. */
export const clauseDeadlineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('day'),
    /** the last day; ends at 24:00 in the meeting's zone. A date is a date: it does not roll over. */
    on: day,
  }),
  z.strictObject({ kind: z.literal('instant'), at: instantSchema }),
  z.strictObject({
    kind: z.literal('soft'),
    /** as the meeting put it, such as «within a reasonable timeframe» */
    words: line,
    /** when somebody looks again; never a false exactness */
    reviewOn: day,
  }),
  z.strictObject({
    kind: z.literal('event'),
    /** such as `intersessional-2013` or `plenary-2013` */
    event: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens, such as intersessional-2013'),
    words: line,
    /** when somebody looks whether the event has a date */
    reviewOn: day,
  }),
]);
export type ClauseDeadline = z.output<typeof clauseDeadlineSchema>;

const capacity = z.enum(['chair', 'vice-chair', 'member', 'observer', 'permanent-observer', 'guest']);
const instrumentType = z.enum([
  'administrative-decision',
  'declaration',
  'guidelines',
  'compendium',
  'road-map',
  'methodology',
  'checklist',
  'other',
]);

/** One of several conditions: who judges whether it is met, and who must take part in it. */
const conditionSchema = z.strictObject({
  text: line,
  /** an office, or an organ by its code; null: the committee that judges conditions where nobody is named */
  judge: z
    .union([z.enum(['chair', 'secretariat']), code])
    .nullable()
    .default(null),
  /** a party by its code, such as WDC, or `participants`: any Participant but the one concerned */
  mustInclude: z
    .array(z.union([z.literal('participants'), code]))
    .max(20)
    .default([]),
});

/** What stands behind a clause. */
export const clauseFactSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('session'),
    ordinal: z.int().min(1).nullable(),
    from: day,
    to: day,
    place: line,
  }),
  z.strictObject({
    kind: z.literal('attendance'),
    participants: z.int().min(0),
    observers: z.array(who),
    guests: z.array(who),
  }),
  z.strictObject({ kind: z.literal('bodies-met'), organs: z.array(code).min(1) }),
  z.strictObject({
    kind: z.literal('admission'),
    parties: z.array(code).min(1),
    as: z.enum(['participant', 'observer', 'independent-observer']),
    via: z.enum(['plenary', 'written-procedure']),
    /** null: at the close of the meeting */
    effectiveOn: day.nullable(),
  }),
  z.strictObject({
    kind: z.literal('seats'),
    organ: code,
    parties: z.array(code).min(1),
    capacity,
  }),
  z.strictObject({ kind: z.literal('seat-rule'), organ: code, rule: line }),
  z.strictObject({
    kind: z.literal('instrument'),
    title: line,
    type: instrumentType,
    action: z.enum(['adopted', 'amended', 'concluded', 'lapsed', 'highlighted']),
    /** number as published, in either historic style: `006-2011`, `005/2012`; null where none is known */
    number: z.string().max(60).nullable(),
    predecessor: line.nullable(),
    sunset: line.nullable(),
  }),
  z.strictObject({
    kind: z.literal('measure'),
    party: code,
    instrument: line,
    action: z.enum(['lifted', 'concluded', 'continued']),
    under: line.nullable(),
    /** whether the Participant concerned counted for the consensus; at a Plenary everybody does unless the clause says otherwise (assumed) */
    concernedCounts: z.boolean().default(true),
  }),
  z.strictObject({
    kind: z.literal('conditions'),
    party: code,
    /** a plain text is a condition of which nothing more is said */
    allOf: z
      .array(z.preprocess((given) => (typeof given === 'string' ? { text: given } : given), conditionSchema))
      .min(1)
      .max(30),
    otherwise: line,
  }),
  z.strictObject({ kind: z.literal('mandate'), task: line }),
  z.strictObject({
    kind: z.literal('duty'),
    duty: line,
    period: line,
    fulfilledBy: z.int().min(0).nullable(),
    representing: z.int().min(0).nullable(),
    awaitedFrom: z.int().min(0).nullable(),
    failing: z.array(code),
  }),
  z.strictObject({
    kind: z.literal('visits'),
    reported: z.array(code),
    planned: z.array(code),
    invited: z.array(code),
    /** who promised to invite one */
    committed: z.array(code).default([]),
  }),
  z.strictObject({ kind: z.literal('no-consensus'), subject: line, bodies: z.array(code).min(1) }),
  z.strictObject({
    kind: z.literal('merger'),
    from: z.array(code).min(2),
    /** code of the new organ; null: endorsed in principle, and carried out later */
    into: code.nullable(),
    /** its name; null: not known */
    name: line.nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('organ-decision'), organ: code, subject: line }),
  z.strictObject({ kind: z.literal('organ-work'), organ: code, lead: code.nullable(), subject: line }),
  z.strictObject({
    kind: z.literal('hosting'),
    what: line,
    host: code,
    from: day,
    months: z.int().min(1),
    evaluation: line,
    /** id of the clause that says when it is evaluated; null: none does, or this clause's own deadline */
    evaluationClause: z.string().nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('bar'),
    /** code of the bar, under which the Secretariat enters the persons: `ASM` */
    code,
    who: line,
    from: line,
  }),
  z.strictObject({
    kind: z.literal('office'),
    office: z.enum(['chair', 'vice-chair', 'pc-chair']),
    party: code,
    year: z.int().min(2003).max(2100),
    standing: z.enum(['selected', 'offered', 'pending']),
  }),
  z.strictObject({
    kind: z.literal('roll'),
    participants: z.int().min(1),
    nations: z.int().min(1),
    on: day,
  }),
  z.strictObject({ kind: z.literal('lists'), roles: z.array(line).min(1) }),
  z.strictObject({ kind: z.literal('translation'), of: line, languages: line }),
  z.strictObject({ kind: z.literal('event'), title: line, by: z.array(who).min(1), when: line }),
  z.strictObject({ kind: z.literal('commitment'), by: who, to: line }),
  z.strictObject({ kind: z.literal('outside-act'), body: who, act: line }),
  /** asked for or offered, and neither granted nor taken up yet: a seat, help, a report */
  z.strictObject({ kind: z.literal('request'), by: z.array(who).min(1), what: line }),
  /** set aside for now, so that it may come before a later meeting again */
  z.strictObject({ kind: z.literal('deferral'), subject: line, because: line }),
  /** Prose that decides nothing. */
  z.strictObject({ kind: z.literal('note') }),
]);
export type ClauseFact = z.output<typeof clauseFactSchema>;

export const clauseSchema = z.strictObject({
  /** unique in the meeting: `5b` */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'lower-case letters, digits and hyphens'),
  paragraph: z.int().min(1).max(500),
  /** who acts: `plenary`, or the code of an organ or party */
  by: z.union([z.literal('plenary'), code]),
  verb: verbSchema,
  /** one line in our own words, without the verb: «the Revised Guidelines on interim measures» */
  text: line,
  fact: clauseFactSchema,
  /** id of the agenda item this came out of; a decision needs one on which consensus was found */
  item: z.string().max(40).nullable().default(null),
  /** organ whose recommendation this follows */
  source: code.nullable().default(null),
  addressees: z.array(who).default([]),
  condition: line.nullable().default(null),
  deadline: clauseDeadlineSchema.nullable().default(null),
  /** where the result is to be reported, such as `plenary-2013` */
  reportTo: z.string().max(60).nullable().default(null),
  /** ids of clauses it refers to */
  refersTo: z.array(z.string()).default([]),
  /** language of the text */
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .default('en'),
});
export type Clause = z.output<typeof clauseSchema>;
