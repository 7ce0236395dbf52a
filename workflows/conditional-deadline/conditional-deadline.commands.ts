/** Every command of a conditional deadline: who may give it, the rule behind it, what it changes and what it sets off. */
import { refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { type Duty, commandsFor, dutyCommands } from '../casework/index.js';
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

const isOfJudge = ({ id }: Duty): boolean => id.startsWith('judge-');

/** What is due by the date moves by a decision of the body alone; what judges owe may be postponed. */
function refusalOfPostponing({ conditions }: ConditionalContext, duty: Duty): Refusal | null {
  if (isOfJudge(duty)) return null;
  return refuse(
    'conditions.by-decision',
    `What is due by the date is moved by a decision of the body: extend. Of the judges, name the duty, such as judge-${conditions[0]?.id ?? 'statistics'}.`,
    'duty',
  );
}

/** Nothing is excused but by the body: without a judgement or its decision the case would wait for nobody. */
function refusalOfExcuse(_context: ConditionalContext, duty: Duty): Refusal {
  return refuse(
    'conditions.by-decision',
    isOfJudge(duty)
      ? 'What was handed in is judged by somebody. Name another judge (specify), postpone it, or enter the decision of the body: excuse-condition.'
      : 'What is due here is excused by a decision of the body: excuse-condition or excuse-party.',
    'duty',
  );
}

/** Every command that a conditional deadline understands, by name. */
export const commands = {
  ...dutyCommands<ConditionalContext>({ refusalOfExcuse, refusalOfPostponing }),
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
    who: ({ conditions }) => conditions.map(({ judge }) => judge),
    never: ({ party }) => [party],
    refusal: refusalOfJudging,
    change: ({ context, event, payload }) => judged(context, event, payload),
    tells: ({ context, payload }) => tellJudgement(context, payload),
  }),
  ...bodyCommands,
} as const;
