/** Items of an agenda as pages show them. */
import {
  type Item,
  type MeetingContext,
  objectors,
  standing,
} from '../../../workflows/plenary-meeting/index.js';
import type { LinkedCase } from '../../modules/plenary/index.js';
import { pageOfCase } from '../frame/index.js';
import { type MeetingWords, nameOf } from './meeting.words.js';

/** One item, everything said. */
export interface ShownItem {
  readonly id: string;
  /** its place among the items that this reader may know of: no gap tells of others */
  readonly number: number;
  readonly title: string;
  readonly isAmendment: boolean;
  readonly agenda: Item['agenda'];
  readonly agendaNote: string;
  readonly visibility: Item['visibility'];
  /** names of those whom it concerns */
  readonly concerns: readonly string[];
  /** organ that brings it, by name */
  readonly source: string | null;
  readonly addedBy: string;
  /** who asked for it after its notice; null for an item that came in time */
  readonly askedBy: string | null;
  readonly addedAt: string;
  readonly recommendation: {
    readonly organ: string;
    readonly outcome: string;
    readonly result: string;
  } | null;
  /** what it came from by itself, with the file that goes with it */
  readonly origin: { readonly reference: string; readonly href: string | null } | null;
  /** finding that stands; null while none does */
  readonly result: string | null;
  /** a consensus was found, and an objection came after it */
  readonly unsettled: boolean;
  readonly objectors: readonly string[];
}

/**
 * @param memory of the meeting, without what the reader may not know of
 * @param linked cases that items came from, as far as the reader may know of them
 */
export function shownItems(
  { items }: Pick<MeetingContext, 'items'>,
  linked: ReadonlyMap<string, LinkedCase>,
  words: MeetingWords,
): readonly ShownItem[] {
  return items.map((item, index) => {
    const { origin, recommendation, source, addedBy } = item;
    const from = origin ? linked.get(origin.caseId) : undefined;
    return {
      ...item,
      number: index + 1,
      isAmendment: item.kind === 'amendment',
      concerns: item.concerns.map((code) => nameOf(words, code)),
      source: source === null ? null : nameOf(words, source),
      askedBy: item.askedBy === undefined ? null : nameOf(words, item.askedBy),
      addedBy: addedBy.party ? nameOf(words, addedBy.party) : addedBy.name,
      recommendation: recommendation && {
        organ: nameOf(words, recommendation.organ),
        outcome: recommendation.outcome,
        result: recommendation.result,
      },
      origin: origin && {
        reference: origin.reference,
        href: from ? pageOfCase(from.kind.workflow.name, from.line.id) : null,
      },
      result: standing(item)?.result ?? null,
      unsettled: standing(item) === null && item.findings.at(-1)?.result === 'consensus',
      objectors: objectors(item).map((code) => nameOf(words, code)),
    };
  });
}

/** @returns the cases that items came from */
export function originsOf({ items }: Pick<MeetingContext, 'items'>) {
  return items.flatMap(({ origin }) => (origin ? [origin] : []));
}
