/** The decision on a removal, and the one that takes it back. */
import { z } from 'zod';
import { firstRefusal, lackingRole, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  type Decision,
  closeAll,
  commandsFor,
  decisionSchema,
  effectOf,
  kept,
  lineSchema,
  notify,
  personOf,
  refusalOfCodes,
  refusalOfSpeaking,
} from '../casework/index.js';
import { DECISIONS, type RemovalContext, TRADE_STATUSES, listSchema } from './removal.context.js';
import { refusalOfRemoving, refusalOfUnheard } from './removal.refusals.js';
import { called, effectIn, namedIn } from './removal.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const command = commandsFor<RemovalContext>();

const decideSchema = z.strictObject({
  how: z.enum(DECISIONS),
  /** where only trade changes, to what */
  status: z.enum(TRADE_STATUSES).nullable().default(null),
  decision: decisionSchema,
  reason: lineSchema,
  /** of a list: whom it came to in the end; left out: as it stands */
  list: listSchema.nullable().default(null),
});
type Decide = z.output<typeof decideSchema>;

/** Commands by name. */
export const decisionCommands = {
  decide: command(decideSchema, {
    title: 'record the decision on a removal',
    by: [...OFFICES, 'system'], // a clause or a written procedure tells it
    article: 'practice of 2003 and 2004: notice of the Chair; KP Core Document VI.5',
    recordedAs: 'decided',
    refusal: ({ context, event, payload }) =>
      firstRefusal(
        () => refusalOfRemoving(context, event, payload.decision),
        () => (payload.how === 'not-removed' ? null : refusalOfUnheard(context, event)),
        () => refusalOfShape(context, payload),
        () => refusalOfCodes(event, payload.list?.named ?? [], 'list', ['participant']),
      ),
    change: ({ context, event, payload: { how, status, decision, reason, list } }) => {
      const person = personOf(event);
      const at = event.occurredAt;
      return {
        ...closeAll(context, 'decided', reason),
        list: list ?? context.list,
        subjects: [...new Set([...context.subjects, ...(list?.named ?? [])])],
        forPlenary: null,
        outcome: {
          how,
          status,
          reason,
          decision: kept(decision, event),
          effectiveAt: effectOf(decision),
          person,
        },
        ending: how === 'not-removed' ? { how: 'not-removed', reason, at, person } : null,
      };
    },
    tells: ({ context, payload: { how, reason, decision } }) =>
      notify(context, ['participants', ...namedIn(context)], {
        kind: 'decision',
        lead: `${called(context)}: ${WORDS[how]}`,
        paragraphs: [reason, `Decided: ${decision.reference}.`],
        when: how === 'not-removed' ? null : { at: effectIn(context), label: 'Takes effect' },
      }),
  }),
  revoke: command(
    z.strictObject({
      reason: lineSchema,
      /** left out where they take their own step back */
      decision: decisionSchema.nullable().default(null),
    }),
    {
      title: 'take a removal back before it takes effect',
      by: ['participant', ...OFFICES],
      article: 'assumed',
      recordedAs: 'revoked',
      refusal: ({ context, event, payload: { decision } }) => refusalOfRevoking(context, event, decision),
      change: ({ context, event, payload: { reason } }) => ({
        ...closeAll(context, 'decided', reason),
        ending: { how: 'revoked', reason, at: event.occurredAt, person: personOf(event) },
      }),
      tells: ({ context, payload: { reason } }) =>
        notify(context, ['participants', ...namedIn(context)], {
          kind: 'decision',
          lead: `${called(context)}: what was to change is taken back before it took effect`,
          paragraphs: [reason],
        }),
    },
  ),
} as const;

const WORDS = {
  removed: 'removed from the list of Participants',
  'trade-only': 'remains a Participant, with another standing in trade',
  'not-removed': 'not removed',
} as const;

function refusalOfShape({ list: before }: RemovalContext, { how, status, list }: Decide): Refusal | null {
  if ((how === 'trade-only') !== (status !== null))
    return refuse(
      'removal.status',
      'Give a standing in trade where only trade changes, and none otherwise.',
      'status',
    );
  if (list !== null && before === null)
    return refuse('removal.no-list', 'It is about one party and no list. Leave the list out.', 'list');
  if (how === 'not-removed' || before === null || (list ?? before).count !== null) return null;
  return refuse('removal.not-counted', 'Say how many they are whom it came to in the end.', 'list.count');
}

/** What was decided is taken back by a decision, which an office enters; an own step is taken back by those who took it. */
function refusalOfRevoking(
  context: RemovalContext,
  event: CommandEvent,
  decision: Decision | null,
): Refusal | null {
  const { outcome, party } = context;
  if (outcome?.decision === null && party !== null) return refusalOfSpeaking(event, party, 'reason');
  return firstRefusal(
    () => lackingRole('take a decision back', OFFICES, event),
    () =>
      decision === null
        ? refuse(
            'removal.no-decision',
            'It was decided, and is taken back by a decision. Cite it.',
            'decision',
          )
        : refusalOfRemoving(context, event, decision),
  );
}
