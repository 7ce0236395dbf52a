/** Every command of a cycle: who may give it, the rule behind it, what it changes and what it sets off. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import { commandsFor, dutyCommands, lineSchema, openingShape, refusalOfCodes } from '../casework/index.js';
import {
  type ReportingCycleContext,
  earlierFailureSchema,
  exceptionSchema,
} from './reporting-cycle.context.js';
import { bookCommands } from './book.commands.js';
import { kindOf, reportingPeriodSchema } from './period.rules.js';
import {
  refusalOfDistance,
  refusalOfKind,
  refusalOfPast,
  refusalOfRule,
} from './reporting-cycle.refusals.js';
import { reportingRuleSchema } from './reporting-rule.js';
import { ruleFor } from './standing.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
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
  ...bookCommands,
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
} as const;
