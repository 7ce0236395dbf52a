/** How a removal is proposed: about one Participant, or about a list of them. */
import { z } from 'zod';
import { canonicalJson } from '../../src/kernel/json.js';
import { firstRefusal, refuse, rolesIn } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  codeSchema,
  commandsFor,
  decisionSchema,
  openingShape,
  proseSchema,
  refusalOfCodes,
  refusalOfDecision,
  refusalOfSpeaking,
} from '../casework/index.js';
import {
  REMOVAL_RULES,
  type RemovalContext,
  groundSchema,
  listSchema,
  removalRulesSchema,
} from './removal.context.js';

const OFFICES: readonly string[] = ['chair', 'secretariat', 'system'];
const STANDING_RULES = canonicalJson(REMOVAL_RULES);

const openingSchema = z.strictObject({
  ...openingShape,
  party: codeSchema.nullable().default(null),
  list: listSchema.nullable().default(null),
  /** one text, or each by its kind */
  grounds: z.union([proseSchema, z.array(groundSchema).min(1).max(30)]),
  /** the decision that called for it */
  decision: decisionSchema.nullable().default(null),
  rules: removalRulesSchema.default(REMOVAL_RULES),
});

type Opening = z.output<typeof openingSchema>;

/** @returns whether it is about one's own wish to leave or to suspend oneself, and nothing else */
export function isOwnWish({
  party,
  grounds,
}: Pick<RemovalContext, 'party'> & Pick<Opening, 'grounds'>): boolean {
  return party !== null && typeof grounds !== 'string' && grounds.every(({ kind }) => kind === 'own-wish');
}

/** A Participant opens a case about itself alone, on its own wish, by the rules as they stand. */
function refusalOfStranger(event: CommandEvent, payload: Opening): Refusal | null {
  if (rolesIn(event).some((role) => OFFICES.includes(role))) return null;
  const { party, decision, rules } = payload;
  if (party === null || decision !== null || !isOwnWish(payload) || canonicalJson(rules) !== STANDING_RULES)
    return refuse(
      'removal.own-wish-only',
      'A Participant opens this for itself only: name it as the party, with grounds of the kind own-wish, and without a list, a decision or rules. Ask the Chair to propose anything else.',
      'grounds',
    );
  return refusalOfSpeaking(event, party, 'party');
}

/** The command that proposes a removal. */
export const propose = commandsFor<RemovalContext>()(openingSchema, {
  title: 'propose a removal',
  by: ['participant', ...OFFICES],
  article: 'assumed: the Core Document has no clause on it; practice of 2003, 2004 and 2008',
  recordedAs: 'proposed',
  refusal: ({ event, payload, payload: { party, list, decision } }) =>
    firstRefusal(
      () => refusalOfStranger(event, payload),
      () =>
        (party === null) === (list === null)
          ? refuse(
              'removal.about-whom',
              'A removal is about one party, or about a list. Give one of the two, and not both.',
              'party',
            )
          : null,
      () => (party === null ? null : refusalOfCodes(event, [party], 'party', ['participant'])),
      () => refusalOfCodes(event, list?.named ?? [], 'list', ['participant']),
      () => (decision ? refusalOfDecision(decision, event) : null),
    ),
});
