import { createHash } from 'node:crypto';
import { type Json, canonicalJson } from '../../kernel/json.js';
import { type BallotStanding, ownPositions, stateOf } from './ballot-state.js';

const LENGTH = 16;

/**
 * Names how a ballot stands for its own side, so that a page can be told of changes without learning of anything else: how many others
 * have answered does not change it, nor what they answered.
 *
 * @param standing a procedure as it stands for a contact
 * @returns the same text for the same state, round, deadline and answers of the own side
 */
export function markOfBallot(standing: BallotStanding): string {
  const { context, round, party, contact, file } = standing;
  return shortHash({
    about: [file.caseId, contact.id],
    state: stateOf(standing),
    round: [round.number, round.textHash, round.opensAt, round.deadline.at],
    answers: ownPositions(standing).map(({ id, status }) => [id, status]),
    acknowledged: context.acknowledged.includes(party.code),
  });
}

/** @returns a short text that is the same for the same facts, and tells nothing of them */
export function shortHash(facts: Json): string {
  return createHash('sha256').update(canonicalJson(facts)).digest('base64url').slice(0, LENGTH);
}
