/** What silence means, in words, from the frozen rules: the sentence every mail that asks for an answer begins with. */
import type { MessageValues } from '../../platform/language/index.js';
import type { Round, RuleSet, Threshold } from '../../../workflows/written-procedure/index.js';
import type { MailReader } from '../notifications/index.js';

type Say = MailReader['say'];

/**
 * Says what a member's silence does, and what the proposal needs, exactly as the tally counts it.
 *
 * @param rules the frozen rules: silence, floor, objection quota, quorum, polarity
 * @param say the words of the reader's language
 * @param round kind of the round; in a postal vote silence is no vote, whatever it means otherwise (assumed, as in the tally)
 * @returns one to four short sentences in plain text
 */
export function silenceSentence(rules: RuleSet, say: Say, round: Round['kind'] = 'first'): string {
  if (round === 'postal-vote')
    return joined([
      say('written-procedures.silence.vote'),
      floorSentence(rules, say),
      quorumSentence(rules, say),
    ]);
  const means = say(`written-procedures.silence.means.${rules.silence.means}`);
  if (rules.polarity.consensus === 'to-stop') return joined([means, toStop(rules, say)]);
  return joined([means, toAdopt(rules, say), quorumSentence(rules, say)]);
}

function toStop(rules: RuleSet, say: Say): string {
  return rules.objectionQuota.threshold.kind === 'none'
    ? say('written-procedures.silence.goesOnAnyway')
    : say('written-procedures.silence.goesOnUnless', objecting(rules, say));
}

function toAdopt(rules: RuleSet, say: Say): string {
  const noQuota = rules.objectionQuota.threshold.kind === 'none';
  const floor = floorSentence(rules, say);
  if (floor)
    return joined([floor, noQuota ? '' : say('written-procedures.silence.failsIf', objecting(rules, say))]);
  return noQuota
    ? say('written-procedures.silence.adoptedAnyway')
    : say('written-procedures.silence.adoptedUnless', objecting(rules, say));
}

function floorSentence(rules: RuleSet, say: Say): string {
  const floor = rules.affirmativeFloor.threshold;
  if (floor.kind === 'none') return '';
  return say('written-procedures.silence.floor', atLeast(floor, isMeasuredOnAnswers(rules), say));
}

function quorumSentence(rules: RuleSet, say: Say): string {
  const { threshold, basis } = rules.quorum;
  if (threshold.kind === 'none') return '';
  const needed = atLeast(threshold, false, say);
  if (basis === 'acknowledgers') return say('written-procedures.silence.quorumAcknowledged', needed);
  const takesPart = basis === 'members' && ['consent', 'abstain', 'against'].includes(rules.silence.means);
  return takesPart
    ? say('written-procedures.silence.quorumWithSilence', needed)
    : say('written-procedures.silence.quorumWithoutSilence', needed);
}

/** `one member objects`, `1/3 of the members object` */
function objecting(rules: RuleSet, say: Say): MessageValues {
  const share = shareOf(rules.objectionQuota.threshold, isMeasuredOnAnswers(rules));
  return { objecting: say('written-procedures.silence.objecting', share) };
}

/** `at least 3 members`, `more than half of the members that answer` */
function atLeast(threshold: Threshold, answering: boolean, say: Say): MessageValues {
  return { atLeast: say('written-procedures.silence.atLeast', shareOf(threshold, answering)) };
}

function shareOf(threshold: Threshold, answering: boolean): MessageValues {
  return {
    kind: threshold.kind,
    count: threshold.kind === 'count' ? threshold.count : 0,
    numerator: threshold.kind === 'fraction' ? threshold.numerator : 0,
    denominator: threshold.kind === 'fraction' ? threshold.denominator : 0,
    answering: answering ? 'yes' : 'no',
  };
}

/** Where silence is ignored, shares are taken of those who answer. */
function isMeasuredOnAnswers(rules: RuleSet): boolean {
  return rules.silence.means === 'ignored';
}

function joined(sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
