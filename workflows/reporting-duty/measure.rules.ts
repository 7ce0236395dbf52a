/** The interim measure that repeated failure to report may lead to; pure. */
import type { Outgoing } from '../casework/index.js';
import type { ReportingDutyContext } from './reporting-duty.context.js';
import { failuresWords } from './reporting-duty.rules.js';

/** @returns the effect that opens the case of an interim measure, with repeated failure to report as its indication */
export function measureOf(
  context: ReportingDutyContext,
  { reference, title, text }: { readonly reference: string; readonly title: string; readonly text: string },
): Outgoing {
  const { party, what, zone, language, reference: own } = context;
  return {
    type: 'open-case',
    params: {
      workflow: 'interim-measure',
      key: 'measure',
      payload: {
        reference,
        title,
        subjects: [party],
        source: own,
        follows: [{ workflow: 'reporting-duty', reference: own }],
        zone,
        language,
        visibility: 'concerned', // KP Core Document VI.15-16: matters of compliance are kept in confidence
        party,
        indications: [
          { text: `repeated failure to report (${what}): ${failuresWords(context)}. ${text}`, source: own },
        ],
      },
    },
  };
}
