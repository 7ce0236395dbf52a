/** What a cycle tells the cases of its parties; pure. */
import type { Outgoing } from '../casework/index.js';
import type { ReportingCycleContext } from './reporting-cycle.context.js';

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
