/** «What if?»: answers that might come, and what the procedure would come to. */
import { z } from 'zod';
import { type Instant, addMs } from '../../../kernel/instant.js';
import { statusTitle } from '../../../modules/case-kinds/index.js';
import { type Course, PROCEDURES } from '../../../modules/written-procedures/index.js';
import type { PositionKind, RuleSet } from '../../../../workflows/written-procedure/index.js';
import type { Words } from '../../../platform/http/words.js';
import { repeated, typed } from '../form.js';
import { knownEvent } from '../steps/when.page.js';

const DAY_MS = 86_400_000;

export const whatIfQuerySchema = z.object({
  party: repeated,
  kind: typed,
  days: z.coerce.number().int().min(0).max(1000).catch(1),
  play: typed,
});
export type WhatIfQuery = z.output<typeof whatIfQuerySchema>;

/** @returns the answers asked about, as a rehearsal takes them; kinds that the rules do not open, and unknown parties, are left out */
export function answersOf(
  { party, kind, days }: WhatIfQuery,
  rules: RuleSet,
  known: readonly string[],
  opensAt: Instant,
) {
  const open = kindsOf(rules).find((one) => one === kind);
  if (!open) return [];
  return party
    .filter((code) => known.includes(code))
    .map((code) => ({
      party: code,
      kind: open,
      reason: 'What if?',
      at: addMs(opensAt, days * DAY_MS + 1000),
    }));
}

/** @returns the kinds of answers that the rules open */
export function kindsOf(rules: RuleSet): readonly PositionKind[] {
  return Object.keys(rules.positions) as PositionKind[]; // the schema's own keys
}

/** @returns the course in words: what happened when, how many mails went out, and what it came to */
export function coursePage({ lines, finding, status, needed }: Course, { t, phraseText }: Words) {
  return {
    lines: lines
      .filter(({ event }) => event !== 'drafted')
      .map(({ at, event, mails, refusal }) => ({
        at,
        what: t(`launch.event.${knownEvent(event)}`),
        mails: Object.values(mails).reduce((sum, count) => sum + count, 0),
        refusal,
      })),
    finding: finding && t(`launch.finding.${finding}`),
    status: phraseText(statusTitle(PROCEDURES.workflow.name, status)),
    needed,
  };
}
