/**
 * A rule set: everything by which one body's written procedure differs from another's, as data. It is read from YAML,
 * checked here, chosen at launch and frozen into the case. A new regime is a new file and no code.
 *
 * Every figure is a `{ value, source }` pair or sits in a block with a `source`: a document and article, or `assumed`
 * with the reason, so that nobody takes a guess for the law.
 */
import { z } from 'zod';
import { isZone } from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { periodSchema } from '../../src/kernel/period.js';
import { launchConditionsSchema } from './launch-conditions.js';

export { type Period, periodSchema } from '../../src/kernel/period.js';

const source = z.string().min(3, 'name the document and article, or write «assumed: …» with the reason');

/** The kinds of answer a member can give. A rule set says which are open, which need a reason, which block. */
export const POSITION_KINDS = [
  'support',
  'no-objection',
  'no-objection-with-statement',
  'abstain',
  'need-more-time',
  'hold',
  'reservation',
  'procedural-challenge',
  'objection',
  'amendment',
] as const;
export const positionKindSchema = z.enum(POSITION_KINDS);
export type PositionKind = z.infer<typeof positionKindSchema>;

/** A share of a basis as a fraction, or a plain number, or none. `count` and `fraction` are reached at or above, `majority` is more than half. */
export const thresholdSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('count'), count: z.int().min(1) }),
  z
    .strictObject({ kind: z.literal('fraction'), numerator: z.int().min(1), denominator: z.int().min(1) })
    .refine((f) => f.numerator <= f.denominator, 'a fraction of the members is at most one'),
  z.strictObject({ kind: z.literal('majority') }),
]);
export type Threshold = z.infer<typeof thresholdSchema>;

const positionRuleSchema = z.strictObject({
  /** must the member say why? */
  reason: z.enum(['required', 'optional']),
  /** does it stand in the way of adoption (counts toward the objection quota)? */
  blocks: z.boolean(),
  /** how it counts for the floor and the quorum */
  countsAs: z.enum(['affirmative', 'consent', 'abstention', 'against', 'nothing']),
  /** does it ask for more time (the Chair is told and may extend)? */
  asksForTime: z.boolean().default(false),
});

export const ruleSetSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens'),
    version: z.int().min(1),
    title: z.string().min(1),
    body: z.string().min(1),
    source,
    /** who may open a procedure: offices of the body */
    opener: z.strictObject({ offices: z.array(z.string().min(1)).min(1), source }),
    /** what a launch needs besides; left out: nothing */
    launch: launchConditionsSchema.exactOptional(),
    /** a decision needed before the procedure may be used at all */
    precondition: z.strictObject({
      kind: z.enum(['none', 'agreement-to-use-procedure', 'no-objection-in-a-meeting', 'prior-examination']),
      description: z.string().default(''),
      source,
    }),
    electorate: z.strictObject({
      /** may the member the decision is about take part? Practice differs, so it is a recorded switch. */
      memberConcerned: z.enum(['counts', 'excluded']),
      /** what observers' and guests' answers are worth */
      observers: z.literal('recorded-never-counted'),
      /** does a member whose trade is suspended still count? */
      suspendedTrade: z.enum(['counts', 'excluded']),
      source,
    }),
    /** time between launch and the opening of the window; null: it opens at once */
    notice: z.strictObject({ period: periodSchema, source }).nullable(),
    window: z.strictObject({
      period: periodSchema,
      /** shortest and longest window the opener may set instead of the default; null: not variable */
      shortest: periodSchema.nullable(),
      longest: periodSchema.nullable(),
      /** IANA zone in which days end */
      zone: z.string().min(1),
      /** closing hour of the last day, `HH:MM`; `24:00` is the end of the day */
      cutoff: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM, or 24:00 for the end of the day'),
      /** a last day that is a holiday or weekend moves to the next working day */
      rollOver: z.boolean(),
      /** holiday calendar id, needed for working days and roll-over */
      calendar: z.string().min(1),
      source,
    }),
    extension: z.strictObject({
      allowed: z.boolean(),
      /** offices that may extend */
      by: z.array(z.string()).default([]),
      /** length used when the Chair names none; null: the Chair names an instant */
      period: periodSchema.nullable(),
      /** how often at most; null: no limit */
      times: z.int().min(1).nullable(),
      /** all extensions of a round together reach at most this far beyond the first deadline; null: no limit */
      total: periodSchema.nullable(),
      /** after a deadline that passed with too few answers, how long it may still be extended; null: not at all */
      afterExpiry: periodSchema.nullable(),
      source,
    }),
    /** what a member's silence at the deadline means */
    silence: z.strictObject({
      means: z.enum(['consent', 'abstain', 'against', 'ignored', 'not-counted']),
      /** may silence run against a member whom no mail could reach? `not-counted`: its silence counts for nothing; `blocks`: the window cannot be closed with adoption until it was served */
      ofUnreachable: z.enum(['not-counted', 'blocks', 'runs']),
      source,
    }),
    /** affirmative answers needed for adoption, measured on the electorate */
    affirmativeFloor: z.strictObject({ threshold: thresholdSchema, source }),
    quorum: z.strictObject({
      threshold: thresholdSchema,
      /** what the quorum counts: every member, those who answered, those who acknowledged receipt or answered */
      basis: z.enum(['members', 'respondents', 'acknowledgers']),
      source,
    }),
    /** how many blocking positions stop adoption; `{kind: count, count: 1}` is consensus */
    objectionQuota: z.strictObject({ threshold: thresholdSchema, source }),
    /** the answers that are open, each with what it needs and does */
    positions: z
      .partialRecord(positionKindSchema, positionRuleSchema)
      .refine((p) => Object.keys(p).length > 0, 'at least one kind of position must be open'),
    /** what happens when the objection quota is reached */
    onObjection: z.strictObject({
      does: z.enum([
        'stop',
        'consult',
        'revise-and-restart',
        'postal-vote',
        'convene-meeting',
        'defer-to-plenary',
      ]),
      /** at once, or only when the window closes (an objection may still be withdrawn) */
      when: z.enum(['at-once', 'at-deadline']),
      /** how long consultations last unless the Chair ends them; needed for `consult` and `revise-and-restart` */
      consultation: periodSchema.nullable(),
      /** window of the shorter round on a revised text, or of the postal vote */
      nextRound: periodSchema.nullable(),
      source,
    }),
    /** which way consensus points: needed to adopt, or needed to stop (the measure goes on unless the quota stops it) */
    polarity: z.strictObject({ consensus: z.enum(['to-adopt', 'to-stop']), source }),
    earlyClose: z.strictObject({ when: z.enum(['never', 'all-replied']), source }),
    lateReplies: z.strictObject({
      are: z.enum(['quarantined', 'refused']),
      ruledBy: z.array(z.string()).default(['chair']),
      source,
    }),
    /** several contacts of one member answer differently: who prevails */
    conflict: z.strictObject({ prevails: z.enum(['latest', 'highest-rank', 'none-until-resolved']), source }),
    offlinePositions: z.strictObject({ secondPerson: z.boolean(), source }),
    declaration: z.strictObject({
      /** offices that declare the outcome; empty: it is declared automatically when the window closes */
      by: z.array(z.string()),
      /** days after the close at which an outcome not yet declared is brought to the Chair */
      overdueAfterDays: z.array(z.int().min(1)),
      source,
    }),
    /** how long an outcome may be contested, and who rules on it */
    contest: z.strictObject({
      period: periodSchema,
      ruledBy: z.array(z.string()).min(1),
      advice: z.string(),
      source,
    }),
    effect: z.strictObject({
      takesEffect: z.enum(['at-expiry', 'at-declaration', 'on-stated-date']),
      source,
    }),
    publication: z.strictObject({
      when: z.enum(['at-declaration', 'after-communique', 'on-stated-date']),
      source,
    }),
    reportToNextMeeting: z.boolean(),
    languages: z.strictObject({
      required: z.array(z.string().min(2)).min(1),
      authoritative: z.string().min(2),
      source,
    }),
    reminders: z.strictObject({
      /** days before the deadline, in the reader's zone; clipped to the window */
      daysBefore: z.array(z.int().min(1)),
      /** hours before the deadline, for windows counted in hours */
      hoursBefore: z.array(z.int().min(1)).default([]),
      /** wall time of the last morning's reminder, null for none */
      lastMorning: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .nullable(),
      source,
    }),
  })
  .superRefine((rules, issues) => {
    const does = rules.onObjection.does;
    if ((does === 'consult' || does === 'revise-and-restart') && !rules.onObjection.consultation)
      issues.addIssue({
        code: 'custom',
        path: ['onObjection', 'consultation'],
        message: `«${does}» needs how long consultations last`,
      });
    if (
      (does === 'revise-and-restart' || does === 'postal-vote' || does === 'consult') &&
      !rules.onObjection.nextRound
    )
      issues.addIssue({
        code: 'custom',
        path: ['onObjection', 'nextRound'],
        message: `«${does}» needs the window of the next round`,
      });
    if (!isZone(rules.window.zone))
      issues.addIssue({
        code: 'custom',
        path: ['window', 'zone'],
        message: `«${rules.window.zone}» is no IANA zone such as Europe/Vienna`,
      });
    const unknownCalendar = faultOfCalendar(rules.window.calendar);
    if (unknownCalendar)
      issues.addIssue({ code: 'custom', path: ['window', 'calendar'], message: unknownCalendar });
    if (!rules.languages.required.includes(rules.languages.authoritative))
      issues.addIssue({
        code: 'custom',
        path: ['languages', 'authoritative'],
        message: 'the authoritative language must be one of those required',
      });
    if (rules.extension.allowed && rules.extension.by.length === 0)
      issues.addIssue({
        code: 'custom',
        path: ['extension', 'by'],
        message: 'name the offices that may extend',
      });
  });
export type RuleSet = z.infer<typeof ruleSetSchema>;

function faultOfCalendar(id: string): string | null {
  try {
    holidayCalendar(id);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
