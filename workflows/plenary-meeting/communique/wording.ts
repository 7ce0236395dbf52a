/** What a language brings to a communiqué: its verbs, its frames, its dates. One file for each language implements it. */
import type { ClauseDeadline, Verb, VerbClass } from '../clause.js';

/** Codes that stand for many, or for the office, in every meeting. */
export type Collective =
  'plenary' | 'participants' | 'observers' | 'chair' | 'vice-chair' | 'secretariat' | 'all';

/** The words of each verb, in the past, third person singular. */
export type VerbForms = Readonly<Record<Verb, string>>;

/** What a document says beside its sentences. Days and instants come in words already. */
export interface DocumentLabels {
  readonly communique: string;
  readonly statement: string;
  draft(asOf: string): string;
  adopted(at: string): string;
  published(at: string): string;
  /** of a meeting that ended with a statement of the Chair */
  stated(at: string): string;
  page(number: number, total: number): string;
  /** accessible name of the list of paragraphs */
  readonly paragraphs: string;
  readonly noFact: string;
  readonly outdated: string;
  readonly edited: string;
  readonly unframed: string;
  readonly nothingYet: string;
}

/** One language. All texts are pieces of a sentence, without its capital and full stop, unless said otherwise. */
export interface Wording {
  /** BCP 47; what `Clause.language` holds */
  readonly language: string;
  /** for Intl, where it differs from the language alone */
  readonly locale: string;
  readonly verbs: VerbForms;
  readonly collectives: Readonly<Record<Collective, string>>;
  /** @returns the subject of a sentence that goes on after one of the same subject, or null where the language would repeat the name */
  pronoun(by: string, name: string): string | null;
  /** word between pronoun and verb, or between the auxiliary and the participle, when the verb is that of the sentence before: «also» */
  again(predicate: string): string;
  /** a name with the article it takes in running text */
  named(name: string): string;
  /** «a, b and c» */
  joined(items: readonly string[]): string;
  recommendedBy(source: string): string;
  readonly onTheSameRecommendation: string;
  /** verb and addressees of a mandate, ready for what is asked of them */
  mandated(verb: Verb, addressees: readonly string[]): string;
  condition(of: VerbClass, condition: string): string;
  term(deadline: ClauseDeadline, zone: string): string;
  report(of: VerbClass, to: string): string;
  /** `plenary-2013` in words; null for what is no event */
  event(name: string, year: string): string | null;
  /** « (see paragraphs 3 and 12)», with its space before */
  see(paragraphs: readonly number[]): string;
  /** finds {@link see} at the end of a drafted sentence */
  readonly seePattern: RegExp;
  /** finds a paragraph's number in running text; the numbers are its first group */
  readonly paragraphPattern: RegExp;
  /** the contractions that joining pieces makes necessary */
  tidy(text: string): string;
  readonly labels: DocumentLabels;
  /** what an edit did to the facts, in sentences for the Secretariat */
  readonly departures: DepartureWords;
}

/** Whole sentences, lower case first: they follow the mark of an edit. */
export interface DepartureWords {
  verbChanged(from: string, fromClass: VerbClass, to: string, toClass: VerbClass): string;
  verbDropped(verb: string): string;
  actorDropped(who: string): string;
  sourceDropped(who: string): string;
  addresseeDropped(who: string): string;
  termChanged(from: string, to: string): string;
  termDropped(term: string): string;
  conditionDropped(condition: string): string;
  reportDropped(to: string): string;
  referenceDropped(paragraph: number): string;
  referenceAdded(paragraph: number): string;
}
