/** What an assessment finds, and how it is answered and settled; pure. */
import type { z } from 'zod';
import type { Instant } from '../../src/kernel/instant.js';
import { after, close, openDuties, owe } from '../casework/index.js';
import type { ReportingDutyContext, findingSchema } from './reporting-duty.context.js';
import { openFindings, wholeName } from './reporting-duty.rules.js';

type Changed = Pick<ReportingDutyContext, 'findings' | 'duties'>;
type Found = ReportingDutyContext['findings'][number];

/** @returns the memory after the assessment: its findings, and, where one is more than an observation, their answers due of the party */
export function assessed(
  context: ReportingDutyContext,
  at: Instant,
  found: readonly z.output<typeof findingSchema>[],
): Changed & Pick<ReportingDutyContext, 'assessedAt'> {
  const findings = found.map((finding): Found => ({ ...finding, answer: null, settled: null }));
  const looked = close(context, 'assessment');
  const after = { ...context, ...looked, findings };
  return { assessedAt: at, findings, ...(openFindings(after).length > 0 ? answersOwed(after, at) : looked) };
}

/** @returns the memory after one answer; with the last one it is for the organ to judge them */
export function findingAnswered(
  context: ReportingDutyContext,
  at: Instant,
  { finding, text, documents }: { readonly finding: string } & Omit<NonNullable<Found['answer']>, 'at'>,
): Changed {
  const findings = changed(context, finding, { answer: { at, text, documents } });
  const answered = { ...context, findings };
  if (openFindings(answered).some(({ answer }) => answer === null))
    return { findings, duties: context.duties };
  return { findings, ...judgementOwed({ ...answered, ...close(context, 'answer') }, at) };
}

/**
 * @returns the memory after the organ said whether an answer is enough; one that is not is due anew. Where it is content with what was
 *   left without an answer, none is due any more, and the others are for it to judge.
 */
export function findingSettled(
  context: ReportingDutyContext,
  at: Instant,
  { finding, content, note }: { readonly finding: string; readonly content: boolean; readonly note: string },
): Changed {
  const findings = changed(context, finding, content ? { settled: { at, note } } : { answer: null });
  const judged = { ...context, findings };
  const open = openFindings(judged);
  if (open.some(({ answer }) => answer === null))
    return { findings, ...answersOwed({ ...judged, ...close(context, 'judgement') }, at) };
  const answered = { ...judged, ...close(context, 'answer', 'decided', 'the organ is content without it') };
  return { findings, ...(open.length === 0 ? close(answered, 'judgement') : judgementOwed(answered, at)) };
}

function changed(
  { findings }: Pick<ReportingDutyContext, 'findings'>,
  id: string,
  change: Partial<Found>,
): Found[] {
  return findings.map((finding) => (finding.id === id ? { ...finding, ...change } : finding));
}

function answersOwed(context: ReportingDutyContext, at: Instant): Pick<ReportingDutyContext, 'duties'> {
  if (isOpen(context, 'answer')) return { duties: context.duties };
  return owe(context, {
    id: 'answer',
    what: `answer to the findings on the ${wholeName(context)}`,
    basis: 'decision on the KPCS Peer Review System; days assumed',
    from: [context.party],
    due: after(at, context.rules.answerWithin, context.zone),
  });
}

function judgementOwed(context: ReportingDutyContext, at: Instant): Pick<ReportingDutyContext, 'duties'> {
  if (isOpen(context, 'judgement')) return { duties: context.duties };
  return owe(context, {
    id: 'judgement',
    what: `judgement of the answers on the ${wholeName(context)} of ${context.party}`,
    basis: 'decision on the KPCS Peer Review System; days assumed',
    from: [context.organ ?? 'secretariat'],
    due: after(at, context.rules.assessWithin, context.zone),
    ladder: 'organ-work',
  });
}

function isOpen(context: ReportingDutyContext, id: string): boolean {
  return openDuties(context).some((duty) => duty.id === id);
}
