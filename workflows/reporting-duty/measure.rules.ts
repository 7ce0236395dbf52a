/** The interim measure that repeated failure to report may lead to; pure. */
import { type Outgoing, proposedMeasure } from '../casework/index.js';
import type { ReportingDutyContext } from './reporting-duty.context.js';
import { failuresWords } from './reporting-duty.rules.js';

/** @returns the effect that opens the case of an interim measure, with repeated failure to report as its indication */
export function measureOf(
  context: ReportingDutyContext,
  { reference, title, text }: { readonly reference: string; readonly title: string; readonly text: string },
): Outgoing {
  const words = `repeated failure to report (${context.what}): ${failuresWords(context)}. ${text}`;
  const indications = [{ text: words, source: context.reference }];
  return proposedMeasure(context, {
    workflow: 'reporting-duty',
    key: 'measure',
    reference,
    title,
    indications,
  });
}
