/**
 * In what standing a document was at which time, as a list of stretches without overlap. What ends a document closes one stretch
 * and opens another; an annulment says of the whole time that the document never held.
 */
import type { Instant } from '../../../kernel/instant.js';

/** `adopted`: not in effect yet; `concluded`: brought to a conclusion; `lapsed`: its terms no longer apply; `annulled`: never held. */
export const STANDINGS = ['adopted', 'in-force', 'concluded', 'lapsed', 'superseded', 'annulled'] as const;
export type Standing = (typeof STANDINGS)[number];
/** How a document's force can end by an act. */
export type Ending = Extract<Standing, 'concluded' | 'lapsed' | 'superseded'>;

/** One stretch: from an instant until just before another, or without end. */
export interface Stretch {
  readonly standing: Standing;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  /** why, in a few words */
  readonly reason: string;
  /** the document that brought it about, if one did */
  readonly causeId: string | null;
  /** when the act behind it was done; null where no act was needed, as at the day a sunset clause names */
  readonly decidedAt: Instant | null;
  readonly source: string;
}

/** What a document's own dates say of its standing. */
export interface StandingFacts {
  readonly adoptedAt: Instant | null;
  readonly effectiveAt: Instant | null;
  /** the first instant at which a sunset clause with a date has ended it */
  readonly sunsetAt: Instant | null;
  readonly source: string;
}

/** An act that ends a document. */
export interface EndingAct {
  readonly at: Instant;
  readonly standing: Ending;
  readonly reason: string;
  readonly causeId: string | null;
  readonly source: string;
}

/**
 * @returns the stretches that follow from a document's own dates; none while it is not known to have been adopted or in effect
 */
export function openTimeline({
  adoptedAt,
  effectiveAt,
  sunsetAt,
  source,
}: StandingFacts): readonly Stretch[] {
  const from = effectiveAt ?? adoptedAt;
  if (from === null) return [];
  const plain = { reason: '', causeId: null, decidedAt: null, source } as const;
  const ends = sunsetAt !== null && sunsetAt > from ? sunsetAt : null;
  return [
    ...(adoptedAt !== null && adoptedAt < from
      ? [{ ...plain, standing: 'adopted' as const, validFrom: adoptedAt, validTo: from }]
      : []),
    { ...plain, standing: 'in-force', validFrom: from, validTo: ends },
    ...(ends === null
      ? []
      : [
          {
            ...plain,
            standing: 'lapsed' as const,
            reason: 'the day its sunset clause names',
            validFrom: ends,
            validTo: null,
          },
        ]),
  ];
}

/** @returns the stretch that covers an instant, or null */
export function standingAt(timeline: readonly Stretch[], at: Instant): Stretch | null {
  return (
    timeline.find(({ validFrom, validTo }) => validFrom <= at && (validTo === null || validTo > at)) ?? null
  );
}

/**
 * Ends a document.
 *
 * @returns the new stretches, or null when it is neither in force nor adopted at that instant
 */
export function endedTimeline(timeline: readonly Stretch[], act: EndingAct): readonly Stretch[] | null {
  const { at, ...rest } = act;
  const running = standingAt(timeline, at);
  if (running === null || (running.standing !== 'in-force' && running.standing !== 'adopted')) return null;
  const before = timeline.filter(({ validFrom }) => validFrom < at);
  return [
    ...before.map((stretch) => (stretch === running ? { ...stretch, validTo: at } : stretch)),
    { ...rest, validFrom: at, validTo: null, decidedAt: at },
  ];
}

/**
 * Says that a document never held.
 *
 * @returns one stretch over its whole time, or null when it was never declared adopted or is annulled already
 */
export function annulledTimeline(
  timeline: readonly Stretch[],
  act: { readonly at: Instant; readonly reason: string; readonly source: string },
): readonly Stretch[] | null {
  const [first] = timeline;
  if (first === undefined || isAnnulled(timeline)) return null;
  const { at, reason, source } = act;
  const { validFrom } = first;
  return [{ standing: 'annulled', validFrom, validTo: null, reason, causeId: null, decidedAt: at, source }];
}

/** @returns whether the document is taken as never adopted */
export function isAnnulled(timeline: readonly Stretch[]): boolean {
  return timeline.some(({ standing }) => standing === 'annulled');
}

/**
 * Builds the stretches anew from changed dates, keeping the act that ended the document.
 *
 * @param without the document whose act no longer counts, because it was itself annulled
 */
export function rebuiltTimeline(
  facts: StandingFacts,
  timeline: readonly Stretch[],
  without: string | null = null,
): readonly Stretch[] {
  const open = openTimeline(facts);
  const end = timeline.at(-1);
  if (end === undefined || end.decidedAt === null || (without !== null && end.causeId === without))
    return open;
  const { standing, validFrom: at, reason, causeId, source } = end;
  if (standing === 'annulled')
    return annulledTimeline(open, { at: end.decidedAt, reason, source }) ?? timeline;
  if (standing === 'in-force' || standing === 'adopted') return open;
  return endedTimeline(open, { at, standing, reason, causeId, source }) ?? timeline;
}
