/**
 * The two keys: the body's own clearance, which is necessary, and the act of every other body that has a measure of its own, which is
 * sufficient once the first is there. Pure, read off the facts in the memory.
 *
 * Source: practice: Côte d'Ivoire was cleared on 22 November 2013 and could trade from 29 April 2014, when the Security Council lifted.
 */
import type { Instant } from '../../src/kernel/instant.js';
import { daysBetween, effectOf } from '../casework/index.js';
import type { OutsideTrack, ReintegrationContext, Step } from './reintegration.context.js';

type Clearance = ReintegrationContext['clearances'][number];
type Act = OutsideTrack['acts'][number];
type Keys = Pick<ReintegrationContext, 'clearances' | 'outside'>;

/** @returns the clearance that holds; undefined where none does */
export function clearanceOf({ clearances }: Pick<ReintegrationContext, 'clearances'>): Clearance | undefined {
  const last = clearances.at(-1);
  return last?.withdrawn === null ? last : undefined;
}

/** @returns the act of another body that decides now whether its measure is in force; undefined where none is recorded */
export function decisiveAct({ acts }: Pick<OutsideTrack, 'acts'>): Act | undefined {
  return acts.findLast(({ act }) => act === 'imposed' || act === 'lifted' || act === 're-imposed');
}

/** @returns whether the other body has lifted its measure; where nothing is recorded it has not */
export function isLifted(track: Pick<OutsideTrack, 'acts'>): boolean {
  return decisiveAct(track)?.act === 'lifted';
}

/** Which keys are turned. */
export type KeyStand = 'neither' | 'cleared' | 'lifted-elsewhere' | 'both';

/** @returns which keys are turned; without a measure of another body the clearance is the only one */
export function keysOf({ clearances, outside }: Keys): KeyStand {
  const cleared = clearanceOf({ clearances }) !== undefined;
  if (cleared) return outside.every(isLifted) ? 'both' : 'cleared';
  return outside.length > 0 && outside.every(isLifted) ? 'lifted-elsewhere' : 'neither';
}

/** @returns the steps that the clearance takes and that nobody has done or dropped */
export function openSteps({ steps }: Pick<ReintegrationContext, 'steps'>): readonly Step[] {
  return steps.filter(({ needed, done, dropped }) => needed && done === null && dropped === null);
}

/** @returns since when both keys are turned, and how long lay between them; null while one is not */
export function restoredBy(context: ReintegrationContext): ReintegrationContext['restored'] {
  const clearance = clearanceOf(context);
  if (!clearance || keysOf(context) !== 'both') return null;
  const clearedAt = effectOf(clearance.decision);
  const liftedAt = latest(context.outside.flatMap((track) => decisiveAct(track)?.at ?? []));
  return {
    at: latest([clearedAt, ...(liftedAt === null ? [] : [liftedAt])]) ?? clearedAt,
    clearedAt,
    liftedAt,
    daysApart: liftedAt === null ? null : daysBetween(clearedAt, liftedAt, context.zone),
  };
}

/**
 * How the party stands in trade by all that is recorded.
 *
 * @returns `eligible` since both keys are turned; `embargoed` while a measure of another body is in force; what the body said when it took a
 *   clearance back from one that could trade; else as before: that another body lifted first changes nothing until the clearance
 */
export function tradeBy(context: ReintegrationContext): ReintegrationContext['trade'] {
  const restored = restoredBy(context);
  const clearance = context.clearances.at(-1);
  if (restored && clearance) {
    const lifting = context.outside.flatMap((track) => decisiveAct(track) ?? []);
    const last = lifting.find(({ at }) => at === restored.at);
    return {
      status: 'eligible',
      since: restored.at,
      source: last?.source ?? clearance.decision.reference,
    };
  }
  const inForce = context.outside.flatMap((track) => (isLifted(track) ? [] : (decisiveAct(track) ?? [])));
  const [first] = inForce.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  if (first) return { status: 'embargoed', since: first.at, source: first.source };
  const withdrawn = clearance?.withdrawn;
  if (!withdrawn || context.trade.status !== 'eligible') return context.trade;
  return { status: withdrawn.status, since: withdrawn.at, source: withdrawn.decision.reference };
}

function latest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((last, at) => (last === null || at > last ? at : last), null);
}
