/** What is entered into the books of a cycle: what came, what an organ reported in numbers, and what its cases tell. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { codeSchema, commandsFor, lineSchema, refusalOfCodes, refusalOfSpeaking } from '../casework/index.js';
import { reportingPeriodSchema } from './period.rules.js';
import { type ReportingCycleContext, STANDINGS } from './reporting-cycle.context.js';
import { afterStanding, ledgerOf, ledgersWith, outstandingOf } from './standing.rules.js';
import { commandTo } from './word.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const RULE = 'KP Core Document VI.11, Annex III';
const command = commandsFor<ReportingCycleContext>();

/** Commands by which the books of a cycle are kept, by name. */
export const bookCommands = {
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

function refusalOfNoLedger(context: ReportingCycleContext, period: string): Refusal | null {
  if (ledgerOf(context, period)) return null;
  const known = context.ledgers.map((ledger) => ledger.period).join(', ') || 'none yet';
  return refuse(
    'reporting.no-such-period',
    `No report on ${period} was asked for. Periods that ended: ${known}.`,
    'period',
  );
}
