/** Every command of a way back: who may give it, the rule behind it, what it changes and what it sets off. */
import { refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { type Duty, commandsFor, dutyCommands } from '../casework/index.js';
import { refusalOfClearing, refusalOfReadmitting, refusalOfWithdrawing } from './clearance.refusals.js';
import type { ReintegrationContext } from './reintegration.context.js';
import { tellDecision, tellNews, tellReadmitted, tellStep } from './reintegration.notices.js';
import { payloads } from './reintegration.payloads.js';
import {
  refusalOfAct,
  refusalOfAdding,
  refusalOfCompleting,
  refusalOfGivingUp,
  refusalOfOpening,
  owersOfSteps,
  refusalOfStepNamed,
} from './reintegration.refusals.js';
import {
  actRecorded,
  clearanceWithdrawn,
  cleared,
  ended,
  readmitted,
  stepAdded,
  stepDone,
  stepDropped,
} from './reintegration.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const STEPS = 'Washington communiqué 2012, paragraphs 12, 29 and 41: steps of Côte d’Ivoire; form assumed';
const CLEARANCE = 'practice: the Plenary of 22 November 2013 on Côte d’Ivoire';
const OUTSIDE =
  'practice: Security Council resolutions 1643 (2005) and 2153 (2014) are recorded, not decided, here';
const READMISSION = 'practice: the Dubai Plenary of November 2016 on Venezuela';
const command = commandsFor<ReintegrationContext>();

/** Steps and the clearance stay due until the case knows what became of them; of the look at another body's review one may be excused. */
function refusalOfExcuse(_context: ReintegrationContext, { id }: Duty): Refusal | null {
  if (id.startsWith('review-')) return null;
  return refuse(
    'reintegration.not-excused',
    'The way back stands still without it. Drop the step (drop-step), have the decision waive it (clear, waived), or give the way back up (give-up).',
    'duty',
  );
}

/** The command that opens a way back. */
export const open = command(payloads.open, {
  title: 'open the way back of a party',
  by: [...OFFICES, 'system'],
  article: STEPS,
  recordedAs: 'opened',
  refusal: refusalOfOpening,
});

/** Every command that a way back understands, by name. */
export const commands = {
  ...dutyCommands<ReintegrationContext>({ refusalOfExcuse }),
  'add-step': command(payloads['add-step'], {
    title: 'add a step on the way back',
    by: OFFICES,
    article: STEPS,
    recordedAs: 'step-added',
    refusal: refusalOfAdding,
    change: ({ context, payload }) => stepAdded(context, payload),
    tells: ({ context, payload }) => tellStep(context, payload),
  }),
  'complete-step': command(payloads['complete-step'], {
    title: 'record that a step is done',
    by: ['participant', 'observer', ...OFFICES],
    article: STEPS,
    recordedAs: 'step-completed',
    who: owersOfSteps,
    refusal: refusalOfCompleting,
    change: ({ context, event, payload }) => stepDone(context, event, payload),
    tells: ({ context, payload: { step, text } }) => {
      const words = context.steps.find(({ id }) => id === step)?.text ?? step;
      return tellNews(context, `Done: ${words}`, text);
    },
  }),
  'drop-step': command(payloads['drop-step'], {
    title: 'drop a step',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'step-dropped',
    refusal: refusalOfStepNamed,
    change: ({ context, event, payload }) => stepDropped(context, event, payload),
  }),
  clear: command(payloads.clear, {
    title: 'record that the body cleared the party',
    by: OFFICES,
    article: CLEARANCE,
    recordedAs: 'cleared',
    refusal: refusalOfClearing,
    change: ({ context, event, payload }) => cleared(context, event, payload),
    tells: ({ context, payload: { note } }) =>
      tellDecision(context, `${context.party} is cleared by the Kimberley Process`, note),
  }),
  'withdraw-clearance': command(payloads['withdraw-clearance'], {
    title: 'record that the body took its clearance back',
    by: OFFICES,
    article: 'assumed: whoever clears may take it back, by the same way',
    recordedAs: 'clearance-withdrawn',
    refusal: refusalOfWithdrawing,
    change: ({ context, event, payload }) => clearanceWithdrawn(context, event, payload),
    tells: ({ context, payload: { reason } }) =>
      tellDecision(context, `The clearance of ${context.party} is taken back`, reason),
  }),
  'record-outside-act': command(payloads['record-outside-act'], {
    title: 'record an act of another body on its own measure',
    by: OFFICES,
    article: OUTSIDE,
    recordedAs: 'outside-act-recorded',
    refusal: refusalOfAct,
    change: ({ context, event, payload: { track, ...act } }) =>
      actRecorded(context, track, { ...act, recordedAt: event.occurredAt }),
    tells: ({ context, payload: { track, act, source, text } }) => {
      const body = context.outside.find(({ id }) => id === track)?.body ?? track;
      return tellNews(context, `${body}: ${act.replaceAll('-', ' ')} (${source})`, text);
    },
  }),
  'note-attendance': command(payloads['note-attendance'], {
    title: 'note that the party attended a meeting as a guest',
    by: OFFICES,
    article: 'practice: Venezuela was a Guest of the Chair at Luanda in 2015',
    recordedAs: 'attendance-noted',
    change: ({ context, payload }) => ({ attended: [...context.attended, payload] }),
  }),
  readmit: command(payloads.readmit, {
    title: 'record that the body readmitted the party',
    by: OFFICES,
    article: READMISSION,
    recordedAs: 'readmitted',
    refusal: refusalOfReadmitting,
    change: ({ context, event, payload }) => readmitted(context, event, payload),
    tells: ({ context, event, payload }) => tellReadmitted(context, event, payload),
  }),
  conclude: command(payloads.conclude, {
    title: 'close the way back of a party that trades again',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'concluded',
    change: ({ context, event, payload: { reason } }) => ended(context, event, 'reintegrated', reason),
    tells: ({ context, payload: { reason } }) =>
      tellNews(context, `The way back of ${context.party} is closed: it is back`, reason),
  }),
  'give-up': command(payloads['give-up'], {
    title: 'give the way back up',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'given-up',
    refusal: refusalOfGivingUp,
    change: ({ context, event, payload: { reason } }) => ended(context, event, 'given-up', reason),
    tells: ({ context, payload: { reason } }) =>
      tellNews(context, `The way back of ${context.party} is given up`, reason),
  }),
} as const;
