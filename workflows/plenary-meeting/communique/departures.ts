/**
 * What an edited sentence no longer says of its fact, or says otherwise: the verb, who acted, on whose recommendation, whom it
 * addresses, until when, on what condition, where it is reported, and what it refers to. Each is looked for in the words of the
 * clause's language; when in doubt it is named, since a person looks at it.
 */
import { type Clause, type Verb, classOf, verbSchema } from '../clause.js';
import { type Names, fullName, nameOf } from './naming.js';
import { type Setting, eventName, recommender } from './sentence.js';
import type { Wording } from './wording.js';

/** Which part of a fact an edit leaves. */
export const DEPARTURE_KINDS = [
  'verb',
  'actor',
  'source',
  'addressee',
  'deadline',
  'condition',
  'report',
  'reference',
] as const;

/** One departure of an edit from its fact. */
export interface Departure {
  readonly kind: (typeof DEPARTURE_KINDS)[number];
  /** `dropped`: no longer said; `changed`: said otherwise, or said though the fact does not */
  readonly how: 'dropped' | 'changed';
  /** in a sentence, such as «the edit no longer names the WGM, to whom the fact addresses this» */
  readonly words: string;
}

/** An edit beside the sentence it replaces. */
export interface Compared {
  readonly clause: Clause;
  readonly setting: Setting;
  readonly wording: Wording;
  readonly drafted: string;
  readonly text: string;
}

/** @returns the departures in the order of {@link DEPARTURE_KINDS}; none where the edit keeps every fact that the draft states */
export function departuresOf(compared: Compared): readonly Departure[] {
  const { clause } = compared;
  return [
    ...(clause.verb === 'informed' ? [] : [...verbDeparture(compared), ...actorDeparture(compared)]),
    ...mentionDepartures(compared),
    ...termDeparture(compared),
    ...conditionDeparture(compared),
    ...reportDeparture(compared),
    ...referenceDepartures(compared),
  ];
}

const dropped = (kind: Departure['kind'], words: string): Departure => ({ kind, how: 'dropped', words });
const changed = (kind: Departure['kind'], words: string): Departure => ({ kind, how: 'changed', words });

/** The verb may also stand inside the clause's own words, so it is counted, not only looked for. */
function verbDeparture({ clause, wording, drafted, text }: Compared): Departure[] {
  const words = wording.verbs[clause.verb];
  if (countOf(verbPattern(words), text) >= Math.max(1, countOf(verbPattern(words), drafted))) return [];
  const other = firstVerb(text, clause.verb, wording);
  const { departures } = wording;
  if (other === null) return [dropped('verb', departures.verbDropped(words))];
  const said = departures.verbChanged(words, classOf(clause.verb), wording.verbs[other], classOf(other));
  return [changed('verb', said)];
}

/** @returns the verb that comes first in a text, the longest where two begin together; null where there is none */
function firstVerb(text: string, but: Verb, wording: Wording): Verb | null {
  const found = verbSchema.options
    .filter((verb) => verb !== but && verb !== 'informed')
    .map((verb) => ({
      verb,
      index: text.search(verbPattern(wording.verbs[verb])),
      length: wording.verbs[verb].length,
    }))
    .filter(({ index }) => index >= 0)
    .sort((a, b) => a.index - b.index || b.length - a.length);
  return found[0]?.verb ?? null;
}

/** Words of a verb, with «also» between them, or in the present tense: «adopts» for «adopted», «takes note of» for «took note of». */
function verbPattern(words: string): RegExp {
  const forms = words
    .split(' ')
    .map((word) => (word === 'took' ? 'takes?|took|taken' : literal(word).replace(/ed$/, '(?:ed|es|s|e)?')))
    .map((form) => `(?:${form})`);
  return new RegExp(`(?<!\\p{L})${forms.join('\\s+(?:\\p{L}+ment\\s+|also\\s+)?')}(?!\\p{L})`, 'giu');
}

function actorDeparture({ clause, setting, wording, text }: Compared): Departure[] {
  const name = nameOf(clause.by, setting.names, wording);
  const pronoun = wording.pronoun(clause.by, name);
  if (mentions(clause.by, setting.names, wording, text) > 0) return [];
  if (pronoun !== null && beginsWith(pronoun, text)) return [];
  return [dropped('actor', wording.departures.actorDropped(name))];
}

/** Whoever recommended and whoever is addressed: as often as the fact names them, for one organ may be both. */
function mentionDepartures({ clause, setting: { names }, wording, text }: Compared): Departure[] {
  const source = recommender(clause);
  const addressed = classOf(clause.verb) === 'mandates' ? clause.addressees : [];
  const roles = [
    ...(clause.by === 'plenary' || clause.verb === 'informed' ? [] : [clause.by]),
    ...(source === null ? [] : [source]),
  ];
  const { departures } = wording;
  const lacks = (code: string, times: number): boolean => mentions(code, names, wording, text) < times;
  return [
    ...(source !== null && lacks(source, 1)
      ? [dropped('source', departures.sourceDropped(nameOf(source, names, wording)))]
      : []),
    ...addressed
      .filter((one) => lacks(one, 1 + roles.filter((role) => role === one).length))
      .map((one) => dropped('addressee', departures.addresseeDropped(nameOf(one, names, wording)))),
  ];
}

function mentions(code: string, names: Names, wording: Wording, text: string): number {
  const full = fullName(code, names, wording);
  const bare = [full, nameOf(code, names, wording), code]
    .filter((name) => name !== null)
    .map((name) => name.replace(/^(?:the|le|la|les) |^l’/i, ''));
  const forms = [...new Set(bare)].sort((a, b) => b.length - a.length).map(literal);
  // «the Working Group on Monitoring (WGM)» is one mention, not two
  return countOf(
    new RegExp(`(?<!\\p{L})(?:${forms.join('|')})(?!\\p{L})(?: \\(${literal(code)}\\))?`, 'giu'),
    text,
  );
}

function termDeparture({ clause: { deadline }, setting, wording, text }: Compared): Departure[] {
  if (deadline === null) return [];
  const term = wording.term(deadline, setting.zone);
  if (holds(text, term)) return [];
  const { departures } = wording;
  if (deadline.kind === 'soft' || deadline.kind === 'event')
    return [dropped('deadline', departures.termDropped(term))];
  const dates = datesIn(text, wording);
  const own = datesIn(term, wording)[0];
  if (own !== undefined && dates.includes(own)) {
    const { time } = hourIn(term);
    return time === null || hourIn(text).time === time
      ? []
      : [changed('deadline', departures.termChanged(term, hourIn(text).time ?? own))];
  }
  return dates[0] === undefined
    ? [dropped('deadline', departures.termDropped(term))]
    : [changed('deadline', departures.termChanged(own ?? term, dates[0]))];
}

/** Days in a text in the long form of the language, as they stand: «1 April 2013». */
function datesIn(text: string, { locale }: Wording): string[] {
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2013, index, 15)));
  return text.match(new RegExp(`(?<!\\d)\\d{1,2}(?:er)? (?:${months.join('|')}) \\d{4}`, 'giu')) ?? [];
}

function hourIn(text: string): { readonly time: string | null } {
  return { time: /(?<!\d)\d{1,2}(?::| h )\d{2}(?!\d)/.exec(text)?.[0] ?? null };
}

function conditionDeparture({ clause: { condition }, wording, text }: Compared): Departure[] {
  if (condition === null || holds(text, condition)) return [];
  return [dropped('condition', wording.departures.conditionDropped(condition))];
}

function reportDeparture({ clause, setting: { names }, wording, text }: Compared): Departure[] {
  if (clause.reportTo === null) return [];
  const event = eventName(clause.reportTo, names, wording);
  if (holds(text, event) || mentions(clause.reportTo, names, wording, text) > 0) return [];
  return [dropped('report', wording.departures.reportDropped(event))];
}

function referenceDepartures({ setting: { paragraphs }, wording, drafted, text }: Compared): Departure[] {
  const said = numbersIn(text, wording);
  const before = numbersIn(drafted, wording); // the clause's own words may name the paragraph of another text
  const { departures } = wording;
  return [
    ...paragraphs
      .filter((one) => !said.has(one))
      .map((one) => dropped('reference', departures.referenceDropped(one))),
    ...[...said]
      .filter((one) => !before.has(one))
      .map((one) => changed('reference', departures.referenceAdded(one))),
  ];
}

function numbersIn(text: string, { paragraphPattern }: Wording): ReadonlySet<number> {
  const lists = [...text.matchAll(paragraphPattern)].map(([, list]) => list ?? '');
  return new Set(lists.flatMap((list) => (list.match(/\d+/g) ?? []).map(Number)));
}

/** @returns whether a text has these words, whatever its spaces and capitals */
function holds(text: string, words: string): boolean {
  const plain = (one: string): string => one.toLowerCase().replace(/\s+/g, ' ').trim();
  return plain(text).includes(plain(words));
}

/** Whether a clause of the sentence begins with a pronoun: «It welcomed», «On the same recommendation, it …», not «look into it». */
function beginsWith(pronoun: string, text: string): boolean {
  return new RegExp(`(?:^|[,;:.] )${literal(pronoun)}(?!\\p{L})`, 'iu').test(text);
}

function countOf(pattern: RegExp, text: string): number {
  return [...text.matchAll(pattern)].length;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
