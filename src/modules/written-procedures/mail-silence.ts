/** What silence means, in words, from the frozen rules: the sentence every mail that asks for an answer begins with. */
import type { Round, RuleSet } from '../../../workflows/written-procedure/index.js';
import { type MailLanguage, messagesIn } from './mail-reader.js';
import type { MailMessages } from './messages/en.js';

type Words = MailMessages['silence'];

/**
 * Says what a member's silence does, and what the proposal needs, exactly as the tally counts it.
 *
 * @param rules the frozen rules: silence, floor, objection quota, quorum, polarity
 * @param language language of the sentence
 * @param round kind of the round; in a postal vote silence is no vote, whatever it means otherwise (assumed, as in the tally)
 * @returns one to four short sentences in plain text
 */
export function silenceSentence(
  rules: RuleSet,
  language: MailLanguage,
  round: Round['kind'] = 'first',
): string {
  const words = messagesIn(language).silence;
  if (round === 'postal-vote')
    return joined([words.vote, floorSentence(rules, words), quorumSentence(rules, words)]);
  if (rules.polarity.consensus === 'to-stop')
    return joined([words.means[rules.silence.means], toStop(rules, words)]);
  return joined([words.means[rules.silence.means], toAdopt(rules, words), quorumSentence(rules, words)]);
}

function toStop(rules: RuleSet, words: Words): string {
  const quota = rules.objectionQuota.threshold;
  return quota.kind === 'none' ? words.goesOnAnyway : words.goesOnUnless(quota, isMeasuredOnAnswers(rules));
}

function toAdopt(rules: RuleSet, words: Words): string {
  const quota = rules.objectionQuota.threshold;
  const answering = isMeasuredOnAnswers(rules);
  const floor = floorSentence(rules, words);
  if (floor) return joined([floor, quota.kind === 'none' ? '' : words.failsIf(quota, answering)]);
  return quota.kind === 'none' ? words.adoptedAnyway : words.adoptedUnless(quota, answering);
}

function floorSentence(rules: RuleSet, words: Words): string {
  const floor = rules.affirmativeFloor.threshold;
  return floor.kind === 'none' ? '' : words.floor(floor, isMeasuredOnAnswers(rules));
}

function quorumSentence(rules: RuleSet, words: Words): string {
  const { threshold, basis } = rules.quorum;
  if (threshold.kind === 'none') return '';
  if (basis === 'acknowledgers') return words.quorumAcknowledged(threshold);
  const takesPart = basis === 'members' && ['consent', 'abstain', 'against'].includes(rules.silence.means);
  return takesPart ? words.quorumWithSilence(threshold) : words.quorumWithoutSilence(threshold);
}

/** Where silence is ignored, shares are taken of those who answer. */
function isMeasuredOnAnswers(rules: RuleSet): boolean {
  return rules.silence.means === 'ignored';
}

function joined(sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
