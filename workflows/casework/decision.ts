/**
 * A decision that a case cites: who took it, where it is recorded, and whether the party it is about counted for the consensus.
 *
 * Source: KP Core Document VI.5 (consensus). Whether the Participant concerned counts is disputed in practice, so it is recorded each
 * time and never assumed in silence.
 */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { lineSchema } from './case.context.js';
import { factsOf } from './facts.js';

export const DECIDED_BY = [
  'plenary',
  'written-procedure',
  'intersessional',
  'organ',
  'chair',
  'elsewhere',
] as const;

/** The decision as it is given. */
export const decisionSchema = z.strictObject({
  by: z.enum(DECIDED_BY),
  /** of the meeting or written procedure in Plenum, else how the document is cited: `Administrative Decision on Marange, Kinshasa 2011` */
  reference: lineSchema,
  /** item of the meeting's agenda; null where the reference says it all */
  item: z.string().max(40).nullable().default(null),
  /** when it was taken */
  at: instantSchema,
  /** when it takes effect; null: when it was taken */
  effectiveAt: instantSchema.nullable().default(null),
  /** whether the party concerned counted for the consensus; null: nobody is concerned, or it is not known */
  concernedCounts: z.boolean().nullable().default(null),
  note: z.string().max(10_000).default(''),
  /** it is of a meeting or written procedure that Plenum does not have; without it such a reference is taken for a slip of the pen */
  outside: z.boolean().default(false),
});
export type Decision = z.output<typeof decisionSchema>;

/** The decision as a memory keeps it: with whether Plenum's own records bear it out. */
export const keptDecisionSchema = decisionSchema.extend({ recorded: z.boolean() });
export type KeptDecision = z.output<typeof keptDecisionSchema>;

/** @returns the key under which facts tell how far a cited decision has come */
export function decisionKey({ reference, item }: Pick<Decision, 'reference' | 'item'>): string {
  return item === null ? reference : `${reference}#${item}`;
}

/** @returns the decision with whether Plenum's records bear it out */
export function kept(decision: Decision, event: Pick<CommandEvent, 'facts'>): KeptDecision {
  return { ...decision, recorded: factsOf(event).decisions[decisionKey(decision)] === 'adopted' };
}

/** @returns when the decision takes effect */
export function effectOf({ at, effectiveAt }: Pick<Decision, 'at' | 'effectiveAt'>): Decision['at'] {
  return effectiveAt ?? at;
}

/**
 * @param by who may take it; left out: anybody
 * @returns why a decision cannot be cited, or null: it is taken by one who may, not in the future, and Plenum's own records bear it out, or it is said to be outside them
 */
export function refusalOfDecision(
  decision: Decision,
  event: CommandEvent,
  by: readonly Decision['by'][] = DECIDED_BY,
  field = 'decision',
): Refusal | null {
  if (!by.includes(decision.by))
    return refuse(
      'decision.wrong-body',
      `This takes a decision by ${by.join(' or ')}, not by ${decision.by}. Cite that one, or refer the matter to the body.`,
      `${field}.by`,
    );
  if (decision.at > event.occurredAt)
    return refuse(
      'decision.in-the-future',
      `${decision.at} lies after ${event.occurredAt}, when this was received. Give the instant at which it was decided.`,
      `${field}.at`,
    );
  const standing = factsOf(event).decisions[decisionKey(decision)] ?? 'outside';
  if (standing === 'adopted' || standing === 'outside') return null;
  if (standing === 'unknown')
    return refuse(
      'decision.unknown',
      `Plenum has no ${decision.by === 'plenary' ? 'finding of a meeting' : 'written procedure'} «${decisionKey(decision)}». Correct the reference or the item; of one that was taken outside Plenum say so (outside: true).`,
      `${field}.reference`,
    );
  const words = standing === 'open' ? 'is not decided yet' : 'was not adopted';
  return refuse(
    'decision.not-taken',
    `«${decisionKey(decision)}» ${words}. Wait for it, or cite another decision.`,
    `${field}.reference`,
  );
}
