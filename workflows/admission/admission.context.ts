/** What an admission remembers: who applied as what, its file, how it was examined, what was decided, and how it reached every list. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import {
  DECIDED_BY,
  addresseeSchema,
  caseRefSchema,
  caseShape,
  codeSchema,
  documentSchema,
  documentsSchema,
  keptDecisionSchema,
  lineSchema,
  personSchema,
  proseSchema,
  transpositionSchema,
} from '../casework/index.js';

export const ADMITTED_AS = ['participant', 'observer'] as const;
export const OBSERVER_CATEGORIES = [
  'civil-society',
  'industry',
  'international-organisation',
  'government',
  'independent',
] as const;
/** What the committee may say. `no-consensus` leaves the matter with it. */
export const RECOMMENDATIONS = ['admit', 'defer', 'refuse', 'no-consensus'] as const;
export const DECISIONS = ['admitted', 'deferred', 'refused'] as const;

const itemId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'the name of an item of the file, such as laws');
const fileRuleSchema = z.strictObject({ id: itemId, what: lineSchema, source: lineSchema });
const bodiesSchema = z.array(z.enum(DECIDED_BY)).min(1);

export const admissionRulesSchema = z.strictObject({
  circulate: z.strictObject({
    within: periodSchema,
    /** from what it is counted: the Chair's receipt of the notification, or of the last item of its file */
    from: z.enum(['receipt', 'complete-file']),
    /** how a month ends that begins on the last day of one */
    monthEnd: z.enum(['matching-date', 'month-end']),
  }),
  completeWithin: periodSchema,
  visitReportWithin: periodSchema,
  noticeWithin: periodSchema,
  /** the organ that examines and recommends */
  committee: codeSchema,
  /** what makes a file complete */
  file: z.strictObject({
    participant: z.array(fileRuleSchema).max(30),
    observer: z.array(fileRuleSchema).max(30),
  }),
  decidedBy: z.strictObject({ participant: bodiesSchema, observer: bodiesSchema }),
  provisionallyBy: bodiesSchema,
  /** whose law and lists follow, unless the notice says otherwise */
  transposition: z.array(addresseeSchema).max(60),
  source: z.string().min(1),
});

const item = (id: string, what: string) => ({ id, what, source: 'KP Core Document V(a)' });
/** How an admission goes unless a case is opened with other figures. */
export const ADMISSION_RULES: z.output<typeof admissionRulesSchema> = {
  circulate: { within: { value: 1, unit: 'months' }, from: 'receipt', monthEnd: 'matching-date' },
  completeWithin: { value: 3, unit: 'months' },
  visitReportWithin: { value: 3, unit: 'weeks' },
  noticeWithin: { value: 3, unit: 'working-days' },
  committee: 'PC',
  file: {
    participant: [
      item('authorities', 'authorities that carry the scheme out'),
      item('laws', 'laws and regulations'),
      item('rules', 'rules, procedures and practices'),
      item('synopsis', 'synopsis in English of what matters in them'),
    ],
    observer: [],
  },
  decidedBy: {
    participant: ['plenary', 'written-procedure'],
    observer: ['plenary', 'written-procedure', 'intersessional'],
  },
  provisionallyBy: ['intersessional', 'plenary'],
  transposition: [
    {
      addressee: 'EU',
      what: 'list of Participants in the law of the European Union',
      within: { value: 66, unit: 'calendar-days' },
      by: null,
      basis: 'assumed: as long as in 2012, Regulation (EU) 947/2012',
    },
    {
      addressee: 'USA',
      what: 'list of Participants in the law of the United States',
      within: null,
      by: null,
      basis: 'practice: notice of 6 April 2022 after the Plenary of November 2021; no term found',
    },
  ],
  source:
    'one month: KP Core Document VI.9, which names no beginning; receipt by the Chair and the matching date are assumed. Three weeks for a report as in VI.15. All else assumed',
};

/** An item of the file as it came. */
export const fileEntrySchema = z.strictObject({
  item: itemId,
  document: documentSchema.nullable().default(null),
  note: z.string().max(2_000).default(''),
});
/** A seat in an organ that is asked for with an admission. */
export const seatSchema = z.strictObject({
  organ: codeSchema,
  capacity: z.enum(['member', 'permanent-observer', 'observer']),
});

const recommendationSchema = z.strictObject({
  at: instantSchema,
  what: z.enum(RECOMMENDATIONS),
  through: z.enum(['plenary', 'written-procedure']),
  text: proseSchema,
  documents: documentsSchema,
  person: personSchema,
});
const visitSchema = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  team: z.array(codeSchema).min(1),
  /** the case of the visit, where it has its own */
  case: caseRefSchema.nullable(),
  report: z
    .strictObject({ at: instantSchema, text: proseSchema, document: documentSchema.nullable() })
    .nullable(),
});

export const admissionContextSchema = z.strictObject({
  ...caseShape,
  rules: admissionRulesSchema,
  /** whoever applies */
  party: codeSchema,
  /** null: the one the registry knows it by */
  name: lineSchema.nullable(),
  as: z.enum(ADMITTED_AS),
  category: z.enum(OBSERVER_CATEGORIES).nullable(),
  through: z.enum(['diplomatic-channels', 'letter']),
  /** what it was when it applied */
  before: z.enum(['unknown', 'guest', 'applicant', 'observer']),
  /** when the Chair had the notification */
  receivedAt: instantSchema,
  file: z.array(fileEntrySchema.extend({ at: instantSchema })),
  circulatedAt: instantSchema.nullable(),
  visits: z.array(visitSchema),
  recommendations: z.array(recommendationSchema),
  /** the recommendation that awaits a decision; a deferral takes it back */
  standing: recommendationSchema.nullable(),
  provisional: z.strictObject({ decision: keptDecisionSchema, conditions: z.array(lineSchema) }).nullable(),
  deferrals: z.array(keptDecisionSchema),
  outcome: z
    .strictObject({
      how: z.enum(DECISIONS),
      reason: lineSchema,
      decision: keptDecisionSchema,
      /** why it was decided without, or against, the committee's recommendation; null: it was not */
      departs: lineSchema.nullable(),
      person: personSchema,
    })
    .nullable(),
  notice: z
    .strictObject({
      at: instantSchema,
      text: proseSchema,
      roll: z.array(z.string()),
      documents: documentsSchema,
    })
    .nullable(),
  transpositions: z.array(transpositionSchema),
  seat: seatSchema
    .extend({ given: z.boolean().nullable(), decision: keptDecisionSchema.nullable() })
    .nullable(),
});
export type AdmissionContext = z.output<typeof admissionContextSchema>;
