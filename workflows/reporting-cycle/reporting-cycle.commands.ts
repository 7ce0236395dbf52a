/** Every command of a cycle: who may give it, the rule behind it, what it changes and what it sets off. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  codeSchema,
  commandsFor,
  dutyCommands,
  lineSchema,
  openingShape,
  refusalOfCodes,
  refusalOfSpeaking,
} from '../casework/index.js';
import { commandTo } from './word.rules.js';
import {
  type ReportingCycleContext,
  STANDINGS,
  earlierFailureSchema,
  exceptionSchema,
} from './reporting-cycle.context.js';
import { kindOf, periodAt, reportingPeriodSchema, periodsBetween } from './period.rules.js';
import { type ReportingRule, reportingRuleSchema } from './reporting-rule.js';
import { afterStanding, ledgerOf, ledgersWith, outstandingOf, ruleFor } from './standing.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
/** A cycle may begin so many periods back, to take the books of earlier years over; assumed. */
export const MOST_PERIODS_BACK = 40;
const RULE = 'KP Core Document VI.11, Annex III';
const command = commandsFor<ReportingCycleContext>();

/** The command that opens a cycle. */
export const open = command(
  z.strictObject({
    ...openingShape,
    reference: lineSchema.max(60), // the references of its cases add period and code
    rule: reportingRuleSchema,
    /** the first period that is reported on; null: the one that runs */
    from: reportingPeriodSchema.nullable().default(null),
    exceptions: z.array(exceptionSchema).max(100).default([]),
    /** failures of earlier periods, known from before Plenum kept the books */
    earlier: z.array(earlierFailureSchema).max(1000).default([]),
  }),
  {
    title: 'open a cycle of reports',
    by: [...OFFICES, 'system'],
    article: RULE,
    recordedAs: 'cycle-opened',
    refusal: ({ event, payload: { rule, from, exceptions, earlier, zone } }) =>
      firstRefusal(
        () => refusalOfRule(event, rule),
        () => refusalOfKind(from === null ? [] : [from], rule, 'from'),
        () => refusalOfDistance(event, from, rule, zone),
        ...[...exceptions, ...earlier].map(({ party }, index) => () => {
          const [field, place] =
            index < exceptions.length ? ['exceptions', index] : ['earlier', index - exceptions.length];
          return refusalOfCodes(event, [party], `${field}.${place}.party`);
        }),
        () =>
          refusalOfKind(
            exceptions.flatMap(({ from: first, to }) => [first, to ?? first]),
            rule,
            'exceptions',
          ),
        () =>
          refusalOfKind(
            earlier.map(({ period }) => period),
            rule,
            'earlier',
          ),
      ),
  },
);

/** Every command that a cycle understands, by name. */
export const commands = {
  ...dutyCommands<ReportingCycleContext>(),
  amend: command(
    z.strictObject({ from: reportingPeriodSchema, rule: reportingRuleSchema, reason: lineSchema }),
    {
      title: 'amend the rule of a cycle from a period on',
      by: OFFICES,
      article: RULE,
      recordedAs: 'rule-amended',
      refusal: ({ context, event, payload: { from, rule } }) =>
        firstRefusal(
          () => refusalOfRule(event, rule),
          () => refusalOfPast(context, from, 'from'),
          () => {
            const held = ruleFor(context, context.current);
            return rule.id === held.id && rule.periods === held.periods
              ? null
              : refuse(
                  'reporting.another-rule',
                  `This cycle is about «${held.id}» by ${held.periods}. End it, and open another for «${rule.id}» by ${rule.periods}.`,
                  'rule',
                );
          },
        ),
      change: ({ context, payload }) => ({
        rules: [...context.rules.filter(({ from }) => from < payload.from), payload],
      }),
    },
  ),
  except: command(exceptionSchema, {
    title: 'leave a party out of a cycle, or include one that its rule does not name',
    by: OFFICES,
    article:
      'practice: Washington communiqué 2012, paragraph 7 (a newcomer owed no report on the year before it joined)',
    recordedAs: 'exception-made',
    refusal: ({ context, event, payload: { party, from, to } }) =>
      firstRefusal(
        () => refusalOfCodes(event, [party], 'party'),
        () => refusalOfPast(context, from, 'from'),
        () =>
          to !== null && (to < from || kindOf(to) !== kindOf(from))
            ? refuse(
                'reporting.backwards',
                `${to} is no period from ${from} on. Name a later one of its kind.`,
                'to',
              )
            : null,
      ),
    change: ({ context, payload }) => ({
      exceptions: [
        ...context.exceptions.filter(({ party, from }) => party !== payload.party || from < payload.from),
        payload,
      ],
    }),
  }),
  suspend: command(z.strictObject({ reason: lineSchema }), {
    title: 'suspend a cycle, so that periods pass over without reports',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'cycle-suspended',
    change: ({ event, payload: { reason } }) => ({ suspended: { since: event.occurredAt, reason } }),
  }),
  'take-up-again': command(z.strictObject({ reason: lineSchema }), {
    title: 'take up a suspended cycle again, from the period that runs',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'cycle-taken-up-again',
    change: () => ({ suspended: null }),
  }),
  end: command(z.strictObject({ reason: lineSchema }), {
    title: 'end a cycle: nothing new is asked for, and what is awaited stays awaited',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'cycle-ended',
    change: ({ event, payload: { reason } }) => ({ closing: { since: event.occurredAt, reason } }),
  }),
  receive: command(
    z.strictObject({
      period: reportingPeriodSchema,
      parties: z.array(codeSchema).min(1).max(200),
      /** where what came is found */
      figures: lineSchema,
      note: z.string().max(10_000).default(''),
    }),
    {
      title: 'enter at once what several sent in for a period',
      by: OFFICES,
      article: RULE,
      recordedAs: 'reports-received',
      refusal: ({ context, payload: { period, parties } }) => {
        const ledger = ledgerOf(context, period);
        const awaited = ledger ? outstandingOf(ledger) : [];
        const others = parties.filter((code) => !awaited.includes(code));
        if (others.length === 0) return null;
        return refuse(
          'reporting.not-awaited',
          `Nothing is awaited for ${period} of ${others.join(', ')}. Awaited: ${awaited.join(', ') || 'nobody'}.`,
          ledger ? 'parties' : 'period',
        );
      },
      tells: ({ context, payload: { period, parties, figures, note } }) =>
        [...new Set(parties)].map((party) => commandTo(context, period, party, { figures, note })),
    },
  ),
  'report-counts': command(
    z.strictObject({
      period: reportingPeriodSchema,
      expected: z.int().min(0).max(1000),
      received: z.int().min(0).max(1000),
      by: codeSchema,
      source: lineSchema,
    }),
    {
      title: 'record what an organ reported of a period in numbers',
      by: ['participant', 'observer', ...OFFICES],
      article: 'practice: Washington communiqué 2012, paragraph 25',
      recordedAs: 'counts-reported',
      refusal: ({ context, event, payload: { period, expected, received, by } }) =>
        firstRefusal(
          () => refusalOfCodes(event, [by], 'by', ['organ', 'office']),
          () => refusalOfSpeaking(event, by, 'by'),
          () =>
            received > expected
              ? refuse(
                  'reporting.more-than-all',
                  `${received} of ${expected} is more than all. Mend one of the two.`,
                  'received',
                )
              : null,
          () => refusalOfNoLedger(context, period),
        ),
      change: ({ context, event, payload: { period, expected, received, by, source } }) =>
        ledgersWith(context, period, () => ({
          reported: { expected, received, awaited: expected - received, by, at: event.occurredAt, source },
        })),
    },
  ),
  'note-opened': command(
    z.strictObject({ period: reportingPeriodSchema, parties: z.array(codeSchema).max(1000) }),
    {
      title: 'note who was asked for a report',
      by: ['system'],
      article: RULE,
      recordedAs: 'duties-opened',
      refusal: ({ context, payload: { period } }) => refusalOfNoLedger(context, period),
      change: ({ context, payload: { period, parties } }) =>
        ledgersWith(context, period, ({ owed }) => ({
          how: 'opened',
          owed: [...new Set([...owed, ...parties])].sort(),
        })),
    },
  ),
  'note-standing': command(
    z.strictObject({ period: reportingPeriodSchema, party: codeSchema, standing: z.enum(STANDINGS) }),
    {
      title: 'note how the report of a party stands',
      by: ['system'],
      article: RULE,
      recordedAs: 'standing-noted',
      refusal: ({ context, payload: { period } }) => refusalOfNoLedger(context, period),
      change: ({ context, payload: { period, party, standing } }) =>
        ledgersWith(context, period, (ledger) => afterStanding(ledger, party, standing)),
    },
  ),
} as const;

/** A rule may name parties that the registry does not know yet: they owe nothing before they are Participants. What can never be one is refused. */
function refusalOfRule(event: CommandEvent, { owedBy, assessedBy }: ReportingRule): Refusal | null {
  const parties = ['participant', 'applicant', 'observer', 'guest', 'unknown'] as const;
  return firstRefusal(
    () =>
      owedBy.kind === 'participants-among'
        ? refusalOfCodes(event, owedBy.codes, 'rule.owedBy.codes', parties)
        : null,
    () =>
      assessedBy === null
        ? null
        : refusalOfCodes(event, [assessedBy], 'rule.assessedBy', ['organ', 'office']),
  );
}

function refusalOfKind(periods: readonly string[], rule: ReportingRule, field: string): Refusal | null {
  const wrong = periods.find((period) => kindOf(period) !== rule.periods);
  if (wrong === undefined) return null;
  return refuse(
    'reporting.wrong-period',
    `«${wrong}» is no ${rule.periods}: the rule reports by ${rule.periods}.`,
    field,
  );
}

function refusalOfDistance(
  event: CommandEvent,
  from: string | null,
  rule: ReportingRule,
  zone: string,
): Refusal | null {
  if (from === null) return null;
  const now = periodAt(event.occurredAt, zone, rule.periods);
  if (periodsBetween(from, now) <= MOST_PERIODS_BACK && periodsBetween(now, from) <= MOST_PERIODS_BACK)
    return null;
  return refuse(
    'reporting.too-far',
    `${from} is more than ${MOST_PERIODS_BACK} periods away from ${now}, which runs. Name a nearer one.`,
    'from',
  );
}

function refusalOfPast(context: ReportingCycleContext, from: string, field: string): Refusal | null {
  const rule = ruleFor(context, context.current);
  return firstRefusal(
    () => refusalOfKind([from], rule, field),
    () =>
      from >= context.current
        ? null
        : refuse(
            'reporting.period-ended',
            `${from} has ended and its reports were asked for. Name ${context.current} or later, and change the cases of ${from} themselves.`,
            field,
          ),
  );
}

function refusalOfNoLedger(context: ReportingCycleContext, period: string): Refusal | null {
  if (ledgerOf(context, period)) return null;
  const known = context.ledgers.map((ledger) => ledger.period).join(', ') || 'none yet';
  return refuse(
    'reporting.no-such-period',
    `No report on ${period} was asked for. Periods that ended: ${known}.`,
    'period',
  );
}
