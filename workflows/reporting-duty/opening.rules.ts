/** How the memory of the case of one report begins; pure. */
import type { StartInput } from '../../src/kernel/workflow.js';
import { lastDay, openedCase, owe } from '../casework/index.js';
import { open } from './reporting-duty.commands.js';
import type { ReportingDutyContext } from './reporting-duty.context.js';
import { reportDuty } from './reporting-duty.rules.js';

/** @returns the memory as a report begins to be owed */
export function openedDuty(input: StartInput): ReportingDutyContext {
  const { party, report, what, period, due, dueRule, basis, organ, ladder, cycle, earlier, rules } =
    open.payloadOf(input);
  const opened = openedCase(input, [ladder, 'organ-work']);
  const asked = { what, period, basis, party, ladder };
  return {
    ...opened,
    subjects: [...new Set([party, ...opened.subjects])],
    ...owe(opened, reportDuty(asked, lastDay(due, opened.zone, dueRule))),
    ...asked,
    report,
    organ,
    cycle,
    earlier,
    rules,
    submissions: [],
    returns: [],
    unable: [],
    assessedAt: null,
    findings: [],
    engagements: [],
    measure: null,
  };
}
