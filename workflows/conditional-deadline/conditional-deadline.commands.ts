/** Every command of a conditional deadline: who may give it, the rule behind it, what it changes and what it sets off. */
import { refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { type CaseCommand, commandsFor, dutyCommands } from '../casework/index.js';
import { bodyCommands } from './body.commands.js';
import type { ConditionalContext } from './conditional-deadline.context.js';
import { tellEvidence, tellJudgement } from './conditional-deadline.notices.js';
import { payloads } from './conditional-deadline.payloads.js';
import {
  refusalOfEvidence,
  refusalOfJudging,
  refusalOfOpening,
  refusalOfSpecifying,
} from './conditional-deadline.refusals.js';
import { handedIn, judged, specified } from './conditional-deadline.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const PARAGRAPH = 'Washington communiqué 2012, paragraph 5';
const command = commandsFor<ConditionalContext>();

/** The command that sets conditions; the Plenary's clause of kind `conditions` gives it too. */
export const set = command(payloads.set, {
  title: 'set conditions with a date',
  by: [...OFFICES, 'system'],
  article: PARAGRAPH,
  recordedAs: 'set',
  refusal: refusalOfOpening,
});

const duties = dutyCommands<ConditionalContext>();
const dutyOf = (event: CommandEvent): unknown => (event.payload as { readonly duty?: unknown }).duty; // checked by the duty's own schema before

/** What is due by the date moves by a decision of the body alone; what judges owe may be postponed and excused like anything else. */
function onlyForJudges(
  of: CaseCommand<ConditionalContext>,
  instead: string,
): CaseCommand<ConditionalContext> {
  const refusal = (context: ConditionalContext, event: CommandEvent): Refusal | null =>
    of.refusal(context, event) ??
    (String(dutyOf(event) ?? '').startsWith('judge-')
      ? null
      : refuse(
          'conditions.by-decision',
          `What is due by the date is moved or excused by a decision of the body: ${instead}. Of the judges, name the duty, such as judge-${context.conditions[0]?.id ?? 'statistics'}.`,
          'duty',
        ));
  return { ...of, refusal };
}

/** Every command that a conditional deadline understands, by name. */
export const commands = {
  ...duties,
  postpone: onlyForJudges(duties.postpone, 'extend'),
  excuse: onlyForJudges(duties.excuse, 'excuse-condition or excuse-party'),
  specify: command(payloads.specify, {
    title: 'name the judge of a condition, or who must take part in it',
    by: OFFICES,
    article: `${PARAGRAPH}: a mission with Participants, WDC and CSC; otherwise assumed`,
    recordedAs: 'specified',
    refusal: refusalOfSpecifying,
    change: ({ context, payload }) => specified(context, payload),
  }),
  'submit-evidence': command(payloads['submit-evidence'], {
    title: 'hand in evidence for a condition',
    by: ['participant', 'observer', ...OFFICES],
    article: `${PARAGRAPH}; receipt decides whether it is in time`,
    recordedAs: 'evidence-received',
    refusal: refusalOfEvidence,
    change: ({ context, event, payload }) => handedIn(context, event, payload),
    tells: ({ context, payload: { condition } }) => tellEvidence(context, condition),
  }),
  judge: command(payloads.judge, {
    title: 'judge a condition',
    by: ['participant', 'observer', ...OFFICES],
    article: `${PARAGRAPH}; that each condition has its own judge is assumed`,
    recordedAs: 'judged',
    refusal: refusalOfJudging,
    change: ({ context, event, payload }) => judged(context, event, payload),
    tells: ({ context, payload }) => tellJudgement(context, payload),
  }),
  ...bodyCommands,
} as const;
