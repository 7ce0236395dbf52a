/** What a cycle and the cases of its parties tell each other; pure. */
import type { Outgoing } from '../casework/index.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { ReportingCycleContext, STANDINGS } from './reporting-cycle.context.js';

/** @returns the reference of the case of one party and period: `KP/ANNUAL-REPORTS/2011/IDN` */
export function dutyReference(cycle: string, period: string, party: string): string {
  return `${cycle}/${period}/${party}`;
}

/** @returns the word to the case of one party that its report came */
export function commandTo(
  { reference, asOf }: Pick<ReportingCycleContext, 'reference' | 'asOf'>,
  period: string,
  party: string,
  { figures, note }: { readonly figures: string; readonly note: string },
): Outgoing {
  return {
    type: 'tell-case',
    params: {
      workflow: 'reporting-duty',
      reference: dutyReference(reference, period, party),
      key: `receive-${period}-${party}-${asOf}`,
      command: 'submit',
      payload: { documents: [], figures, note },
    },
  };
}

/** @returns the word of a party's case to its cycle how it stands now; none for a case that belongs to no cycle */
export function wordToCycle(
  { cycle, party, period, asOf }: CaseOfCycle,
  standing: (typeof STANDINGS)[number],
): readonly Outgoing[] {
  if (cycle === null) return [];
  const params = {
    workflow: 'reporting-cycle',
    reference: cycle,
    key: `${standing}-${asOf}`,
    command: 'note-standing',
    payload: { period, party, standing },
  };
  return [{ type: 'tell-case', params }];
}

interface CaseOfCycle {
  /** reference of the cycle; null: none */
  readonly cycle: string | null;
  readonly party: string;
  readonly period: string;
  readonly asOf: Instant;
}
