import type { Instant } from '../../kernel/instant.js';
import type { Precision } from './rules/dating.rules.js';
import type { Standing, Stretch } from './rules/standing.rules.js';

/** Identity of a document, the same through all corrections. UUIDv7. */
export type InstrumentId = string & { readonly __brand: 'InstrumentId' };

/** What kind of document; the first eight are the types a clause of a communiqué names. */
export const INSTRUMENT_TYPES = [
  'administrative-decision',
  'declaration',
  'guidelines',
  'compendium',
  'road-map',
  'methodology',
  'checklist',
  'other',
  'core-document',
  'rules-of-procedure',
  'terms-of-reference',
  'notice',
] as const;
export type InstrumentType = (typeof INSTRUMENT_TYPES)[number];

/** By what a document was adopted. */
export const ADOPTED_BY = [
  'meeting',
  'written-procedure',
  'chair-notice',
  'organ',
  'conference',
  'unknown',
] as const;

/** How a document bears on an earlier one. Read from the later to the earlier: «amends», «supersedes». */
export const RELATION_KINDS = ['follows', 'amends', 'supersedes', 'concludes', 'complements'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** Where a language version stands; only an official one can be authoritative. */
export const TEXT_STATUSES = ['draft', 'machine-translation', 'official'] as const;
export type TextStatus = (typeof TEXT_STATUSES)[number];

/** What is believed of a document: one row of the table `instrument`. */
export interface Instrument {
  readonly id: InstrumentId;
  readonly title: string;
  readonly titleLanguage: string;
  readonly alsoKnownAs: readonly string[];
  readonly type: InstrumentType;
  /** code of the organ whose document it is; `PLENARY` */
  readonly organ: string;
  /** as published; null: none is known */
  readonly number: string | null;
  readonly adoptedAt: Instant | null;
  readonly adoptedPrecision: Precision | null;
  readonly adoptedBy: (typeof ADOPTED_BY)[number];
  /** reference of the meeting, procedure or notice; place of the conference; empty: not known */
  readonly adoptedIn: string;
  readonly adoptedParagraph: number | null;
  readonly effectiveAt: Instant | null;
  /** why it took effect before it was adopted */
  readonly retroactiveReason: string | null;
  readonly publishedAt: Instant | null;
  /** the sunset clause in words */
  readonly sunset: string | null;
  /** the last day on which it holds, when the clause names one: `2013-12-31` */
  readonly sunsetOn: string | null;
  /** predecessors that are no document here, in words */
  readonly predecessor: string;
  readonly note: string;
  readonly source: string;
}

/** A language version without its words. */
export interface TextLine {
  readonly language: string;
  readonly version: number;
  readonly title: string;
  readonly status: TextStatus;
  readonly authoritative: boolean;
  /** whether the words are kept here; else it exists and `keptAt` says where, if that is known */
  readonly held: boolean;
  readonly keptAt: string;
  /** SHA-256 of the normalised text; null when the text is not held */
  readonly sha256: string | null;
  readonly publishedAt: Instant | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
}

/** A document in a list. */
export interface InstrumentLine {
  readonly id: InstrumentId;
  readonly title: string;
  readonly type: InstrumentType;
  readonly organ: string;
  readonly number: string | null;
  /** as exactly as it is known: `2009`, `2011-11-03` */
  readonly adopted: string | null;
  readonly adoptedIn: string;
  readonly effectiveAt: Instant | null;
  readonly publishedAt: Instant | null;
  /** at the instant asked about; null: nothing says it was adopted by then */
  readonly standing: Standing | null;
  readonly standingSince: Instant | null;
  readonly languages: readonly {
    readonly language: string;
    readonly status: TextStatus;
    readonly authoritative: boolean;
    readonly held: boolean;
  }[];
  /** official languages in which there is no official version */
  readonly missing: readonly string[];
  /** documents in force that amend it, directly or by amending an amendment, in the order in which they took effect */
  readonly amendedBy: readonly {
    readonly id: InstrumentId;
    readonly title: string;
    readonly number: string | null;
  }[];
  readonly source: string;
}

/** A document found by words. */
export interface FoundInstrument extends InstrumentLine {
  /** language of the version in which the words were found; null: in the document's own title or number */
  readonly foundIn: string | null;
  readonly snippet: readonly { readonly text: string; readonly hit: boolean }[];
}

/** How one document bears on another, and in what standing the later one was at the instant asked about. */
export interface RelationLine {
  readonly kind: RelationKind;
  /** steps from the document asked about */
  readonly depth: number;
  readonly fromId: InstrumentId;
  readonly fromTitle: string;
  readonly fromNumber: string | null;
  readonly fromStanding: Standing | null;
  readonly toId: InstrumentId;
  readonly toTitle: string;
  readonly toNumber: string | null;
  readonly since: Instant | null;
  readonly paragraph: number | null;
  readonly source: string;
}

/** One belief about a document, with the range in which it was held. */
export interface Belief {
  readonly about: 'document' | 'standing' | 'relation' | 'text';
  readonly recordedAt: Instant;
  readonly supersededAt: Instant | null;
  readonly fact: Readonly<Record<string, unknown>>;
}

export type { Standing, Stretch };
