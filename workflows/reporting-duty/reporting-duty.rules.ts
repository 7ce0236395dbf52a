/** What follows when a report is late, submitted, excused or settled, and what its cycle is told; pure. */
import type { CommandEvent } from '../../src/kernel/workflow.js';
import {
  type CaseContext,
  type Duty,
  type Outgoing,
  close,
  closeAll,
  dutyOf,
  isLate,
  notify,
  openDuties,
  owe,
  personOf,
} from '../casework/index.js';
import { periodWords, wordToCycle } from '../reporting-cycle/index.js';
import type { ReportingDutyContext } from './reporting-duty.context.js';

/** @returns the duty to send the report, as it is taken on with a due day */
export function reportDuty(
  {
    what,
    period,
    basis,
    party,
    ladder,
  }: Pick<ReportingDutyContext, 'what' | 'period' | 'basis' | 'party' | 'ladder'>,
  due: NonNullable<Duty['due']>,
) {
  return { id: 'report', what: wholeName({ what, period }), basis, from: [party], due, ladder };
}

/** @returns `annual report for 2011` */
export function wholeName({ what, period }: Pick<ReportingDutyContext, 'what' | 'period'>): string {
  return `${what} for ${periodWords(period)}`;
}

/** @returns whether the report was noticed to be late and is still awaited */
export function isOverdue(context: CaseContext): boolean {
  const duty = dutyOf(context, 'report');
  return duty?.closed === null && duty.lateSince !== null;
}

/** @returns whether the report comes after its due instant, and no postponement runs */
export function comesLate(context: CaseContext): boolean {
  const duty = dutyOf(context, 'report');
  return duty !== undefined && isLate(duty, context.asOf);
}

/** @returns whether the last thing that was due, the Chair's engagement aside, was excused */
export function isExcused(context: CaseContext): boolean {
  const own = context.duties.filter(({ id }) => id !== 'engagement');
  return own.every(({ closed }) => closed !== null) && own.at(-1)?.closed?.how === 'excused';
}

/** @returns whether the party has failed as often as is called repeated, this report included */
export function hasFailedAgain({ earlier, rules }: Pick<ReportingDutyContext, 'earlier' | 'rules'>): boolean {
  return earlier.length + 1 >= rules.repeatedFrom;
}

/** @returns the findings that the organ is not content with yet; an observation needs no answer */
export function openFindings({
  findings,
}: Pick<ReportingDutyContext, 'findings'>): ReportingDutyContext['findings'] {
  return findings.filter(({ severity, settled }) => severity !== 'observation' && settled === null);
}

/**
 * What follows when a report falls late after earlier failures: the Chair and the Participation Committee are to engage. No term for
 * it is known, so nothing of theirs is ever late (Washington communiqué 2012, paragraph 7, says how soon in words alone).
 *
 * @returns the memory with that duty; unchanged at a first failure, or while they are asked already
 */
export function afterLateness(context: ReportingDutyContext): Partial<ReportingDutyContext> {
  if (!hasFailedAgain(context) || openDuties(context).some(({ id }) => id === 'engagement')) return {};
  return engagementAsked(context, `it failed again: ${failuresWords(context)}`, null);
}

/** @returns the memory with the Chair and the Participation Committee asked to engage */
export function engagementAsked(
  context: ReportingDutyContext,
  asked: string,
  decision: ReportingDutyContext['engagements'][number]['decision'],
): Pick<ReportingDutyContext, 'duties' | 'engagements'> {
  const duty = {
    id: 'engagement',
    what: `engagement with ${context.party} about its ${wholeName(context)}`,
    basis: 'practice: Washington communiqué 2012, paragraph 7',
    from: [...context.rules.engaging],
    due: null,
    ladder: null,
  };
  return {
    ...owe(context, duty),
    engagements: [...context.engagements, { at: context.asOf, asked, decision, words: [] }],
  };
}

/** @returns `2009 (late), 2010 (not submitted), and now 2011` */
export function failuresWords({ earlier, period }: Pick<ReportingDutyContext, 'earlier' | 'period'>): string {
  const before = earlier.map((one) => `${periodWords(one.period)} (${one.how.replace('-', ' ')})`).join(', ');
  return before === '' ? periodWords(period) : `${before}, and now ${periodWords(period)}`;
}

/** @returns the word that the report is late: to its cycle, and after earlier failures to the Chair and the Participation Committee */
export function tellLate(context: ReportingDutyContext): readonly Outgoing[] {
  const again = notify(context, context.rules.engaging, {
    kind: 'request',
    lead: `${context.party} has failed again to send its ${context.what}: please engage with it`,
    paragraphs: [`Failures: ${failuresWords(context)}.`],
    duty: 'engagement',
    digest: true,
  });
  return [...wordToCycle(context, 'late'), ...(hasFailedAgain(context) ? again : [])];
}

/** @returns an entry action: the memory as the case ends, whatever was still due in it closed */
export function endingAs(how: 'closed' | 'excused') {
  return (context: ReportingDutyContext, event: CommandEvent): Partial<ReportingDutyContext> => {
    const excuse = context.duties.findLast(({ closed }) => closed?.how === 'excused')?.closed?.note;
    const reason = how === 'excused' ? (excuse ?? '') : closingWords(context);
    return {
      ...closeAll(context, 'dropped', 'the case ended'),
      ending: { how, reason, at: context.asOf, person: personOf(event) },
    };
  };
}

function closingWords({ findings, assessedAt, submissions }: ReportingDutyContext): string {
  const came = submissions.at(-1)?.late ? 'it came late' : 'it came in time';
  if (assessedAt === null) return `${came}; nobody assesses it`;
  return findings.length === 0
    ? `${came}, and was assessed without findings`
    : `${came}, and its findings are settled`;
}

/** @returns the duties after a submission: the report is no longer due, nor the Chair's engagement about it; the organ's assessment is */
export function afterSubmission(
  context: ReportingDutyContext,
  due: NonNullable<Duty['due']>,
): Pick<ReportingDutyContext, 'duties'> {
  const reported = close(
    { ...context, ...close(context, 'report') },
    'engagement',
    'done',
    'the report came',
  );
  if (context.organ === null) return reported;
  const assessment = {
    id: 'assessment',
    what: `assessment of the ${wholeName(context)} of ${context.party}`,
    basis: 'decision on the KPCS Peer Review System; days assumed',
    from: [context.organ],
    due,
    ladder: 'organ-work', // an organ with fifty of them has them in one mail a day, and is not called
  };
  return owe({ ...context, ...reported }, assessment);
}
