/** Every command of a succession: who may give it, the rule behind it, how history names it, why it is refused. */
import type { ContextCommand } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { refusalOfCall, refusalOfReview } from './call.refusals.js';
import {
  refusalOfCandidature,
  refusalOfRecommendation,
  refusalOfSettling,
  refusalOfWithdrawal,
} from './candidature.refusals.js';
import {
  refusalOfCustodian,
  refusalOfDecision,
  refusalOfNoConsensus,
  refusalOfProcedure,
} from './decision.refusals.js';
import type { SuccessionContext } from './succession.context.js';
import { type SuccessionCommandName, command } from './succession.payloads.js';

const PRESIDING = ['chair', 'secretariat'] as const;
/** Plenum itself brings in what a Plenary or a written procedure decided. */
const DECIDING = [...PRESIDING, 'system'] as const;
const SELECTION = 'Administrative Decision of 2008 on the Vice-Chair; its steps and days assumed';
const CONSENSUS = 'KP Core Document VI.4-5';
const CUSTODY = 'practice of 2025, where no Chair was found: a custodian; no rule was found';

/** The command that starts a succession. */
export const callCommand = command('call', {
  title: 'call for candidatures',
  by: DECIDING,
  article: SELECTION,
  recordedAs: 'candidatures-called',
  refusal: refusalOfCall,
});

/** Every command that a succession understands, by name. */
export const commands: Readonly<
  Record<Exclude<SuccessionCommandName, 'call'>, ContextCommand<SuccessionContext>>
> = {
  'submit-candidature': command('submit-candidature', {
    title: 'stand as a candidate',
    by: [...DECIDING, 'participant'],
    article: SELECTION,
    recordedAs: 'candidature-submitted',
    refusal: refusalOfCandidature,
  }),
  'withdraw-candidature': command('withdraw-candidature', {
    title: 'withdraw a candidature',
    by: [...PRESIDING, 'participant'],
    article: 'assumed; a withdrawal on a condition is practice of 2015',
    recordedAs: 'candidature-withdrawn',
    refusal: refusalOfWithdrawal,
  }),
  'settle-withdrawal': command('settle-withdrawal', {
    title: 'say whether the condition of a withdrawal came true',
    by: PRESIDING,
    article: 'assumed; in 2015 such conditions were disputed',
    recordedAs: 'withdrawal-settled',
    refusal: refusalOfSettling,
  }),
  consider: command('consider', {
    title: 'hand the candidatures to the Selection Committee',
    by: PRESIDING,
    article: SELECTION,
    recordedAs: 'consideration-begun',
  }),
  recommend: command('recommend', {
    title: 'record what the Selection Committee recommends',
    by: PRESIDING,
    article: 'Washington communiqué 2012, paragraph 60',
    recordedAs: 'recommendation-recorded',
    refusal: refusalOfRecommendation,
  }),
  'set-review': command('set-review', {
    title: 'set a day on which somebody looks again',
    by: PRESIDING,
    article: 'Washington communiqué 2012, paragraph 60: a term without days; the day assumed',
    recordedAs: 'review-set',
    refusal: refusalOfReview,
  }),
  'put-to-written-procedure': command('put-to-written-procedure', {
    title: 'put a candidate to written procedure',
    by: ['chair'],
    article: 'KP Core Document VI.5 and practice of December 2025',
    recordedAs: 'put-to-written-procedure',
    refusal: refusalOfProcedure,
  }),
  'record-no-consensus': command('record-no-consensus', {
    title: 'record that no decision was found',
    by: DECIDING,
    article: CONSENSUS,
    recordedAs: 'no-consensus-recorded',
    refusal: refusalOfNoConsensus,
  }),
  consult: command('consult', {
    title: 'record consultations of the Chair',
    by: ['chair'],
    article: 'KP Core Document VI.5',
    recordedAs: 'consulted',
  }),
  decide: command('decide', {
    title: 'record who was selected',
    by: DECIDING,
    article: CONSENSUS,
    recordedAs: 'selected',
    refusal: refusalOfDecision,
  }),
  'appoint-custodian': command('appoint-custodian', {
    title: 'record who keeps the office of Chair as custodian',
    by: PRESIDING,
    article: CUSTODY,
    recordedAs: 'custodian-appointed',
    refusal: refusalOfCustodian,
  }),
  cancel: command('cancel', {
    title: 'take the call back',
    by: PRESIDING,
    article: 'assumed',
    recordedAs: 'cancelled',
  }),
};

/**
 * Why a command is refused in a given memory.
 *
 * @returns the refusal, or null when it is permitted
 */
export function refusalOf(context: SuccessionContext, event: CommandEvent): Refusal | null {
  return Object.hasOwn(commands, event.type)
    ? commands[event.type as keyof typeof commands].refusal(context, event) // an own key of the table
    : null;
}
