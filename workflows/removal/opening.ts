/** How a removal is proposed: about one Participant, or about a list of them. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import {
  codeSchema,
  commandsFor,
  decisionSchema,
  openingShape,
  proseSchema,
  refusalOfCodes,
  refusalOfDecision,
} from '../casework/index.js';
import {
  REMOVAL_RULES,
  type RemovalContext,
  groundSchema,
  listSchema,
  removalRulesSchema,
} from './removal.context.js';

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

/** The command that proposes a removal. */
export const propose = commandsFor<RemovalContext>()(openingSchema, {
  title: 'propose a removal',
  by: ['chair', 'secretariat', 'system'],
  article: 'assumed: the Core Document has no clause on it; practice of 2003, 2004 and 2008',
  recordedAs: 'proposed',
  refusal: ({ event, payload: { party, list, decision } }) =>
    firstRefusal(
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
