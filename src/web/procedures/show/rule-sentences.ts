/** The rule of a procedure in one sentence, and what silence means under it. */
import type { WrittenProcedures } from '../../../modules/written-procedures/index.js';
import type { Words } from '../../../platform/http/words.js';

/** A procedure as the service shows it. */
export type ProcedureView = Awaited<ReturnType<WrittenProcedures['show']>>;
type Speaking = Pick<Words, 't' | 'list'>;

/**
 * @param view a procedure
 * @returns what adopts it, such as «Adopted if no Participant objects and at least 18 support it.»; null for a draft
 */
export function ruleSentence({ rules, tally, round }: ProcedureView, { t, list }: Speaking): string | null {
  if (!rules || !tally || !round) return null;
  if (round.kind === 'postal-vote') return t('procedures.rule.postalVote');
  if (rules.polarity.consensus === 'to-stop')
    return t('procedures.rule.unlessStopped', { count: tally.objectionsNeeded ?? 1 });
  const conditions = [
    ...(tally.objectionsNeeded === null
      ? []
      : [t('procedures.rule.objections', { count: tally.objectionsNeeded })]),
    ...(tally.floorNeeded > 0 ? [t('procedures.rule.floor', { count: tally.floorNeeded })] : []),
    ...(tally.quorumNeeded > 0 ? [t('procedures.rule.quorum', { count: tally.quorumNeeded })] : []),
  ];
  return conditions.length === 0
    ? t('procedures.rule.always')
    : t('procedures.rule.adopted', { conditions: list(conditions) });
}

/** @returns what the silence of a Participant counts as at the deadline; null for a draft */
export function silenceSentence({ rules }: ProcedureView, { t }: Speaking): string | null {
  return rules ? t(`procedures.silence.${rules.silence.means}`) : null;
}
