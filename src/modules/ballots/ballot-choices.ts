/** The answers that the frozen rules open, in words. Pure. */
import { POSITION_KINDS, type PositionKind } from '../../../workflows/written-procedure/index.js';
import type { Words } from '../../platform/http/words.js';
import type { BallotStanding } from './ballot-state.js';

/** What the meaning of an answer follows from: the frozen rules, and whether whoever answers is counted. */
export type ChoicesAsked = Pick<BallotStanding, 'rules' | 'isObserver'>;

/** One answer the rules open, in words. */
export interface ChoiceLine {
  readonly kind: PositionKind;
  readonly label: string;
  /** what it does */
  readonly effect: string;
  /** what it does, and what it takes to give it */
  readonly meaning: string;
  readonly blocks: boolean;
  readonly needsReason: boolean;
  /** it stands in the way, or would if it were a member's: which part it is about and what would resolve it are asked for */
  readonly objects: boolean;
  /** it asks for more time: until when can be said */
  readonly asksForTime: boolean;
}

/** @returns the answers the frozen rules open, in their fixed order, each with what it means and needs */
export function choicesOf(visit: ChoicesAsked, { t }: Pick<Words, 't'>): readonly ChoiceLine[] {
  return POSITION_KINDS.flatMap((kind) => {
    const rule = visit.rules.positions[kind];
    if (!rule) return [];
    const needsReason = rule.reason === 'required';
    const blocks = rule.blocks && !visit.isObserver;
    const effects = visit.isObserver ? [t('ballots.statuses.observer')] : effectsOf(visit, kind, t);
    const sentences = [
      ...effects,
      ...(needsReason ? [t('ballots.reasonRequired')] : []),
      ...(blocks ? [t('ballots.codeRequired')] : []),
    ];
    const said = {
      label: t(`ballots.kinds.${kind}`),
      effect: effects.join(' '),
      meaning: sentences.join(' '),
    };
    return [{ kind, ...said, blocks, needsReason, objects: rule.blocks, asksForTime: rule.asksForTime }];
  });
}

function effectsOf(visit: ChoicesAsked, kind: PositionKind, t: Words['t']): readonly string[] {
  const rule = visit.rules.positions[kind];
  if (!rule) return [];
  const effect = rule.blocks
    ? [blocking(visit, t), t(`ballots.afterObjection.${visit.rules.onObjection.does}`)]
    : [t(`ballots.countsAs.${rule.countsAs}`)];
  return [...effect, ...(rule.asksForTime ? [t('ballots.asksForTime')] : [])];
}

function blocking(visit: ChoicesAsked, t: Words['t']): string {
  const quota = visit.rules.objectionQuota.threshold;
  if (quota.kind === 'count') return t('ballots.blocks.count', { count: quota.count });
  if (quota.kind !== 'fraction') return t(`ballots.blocks.${quota.kind}`);
  return t('ballots.blocks.fraction', { numerator: quota.numerator, denominator: quota.denominator });
}
