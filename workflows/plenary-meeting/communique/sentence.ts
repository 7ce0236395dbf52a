/** One sentence out of one clause: subject, verb by its class, addressees, condition, term, report and references in fixed places. */
import { type Clause, type ClauseDeadline, classOf } from '../clause.js';
import { wordingOf } from './languages.js';
import { type Names, capital, nameOf } from './naming.js';
import type { Wording } from './wording.js';

/** What a sentence needs beside its clause. */
export interface Setting {
  readonly names: Names;
  /** IANA zone of the meeting */
  readonly zone: string;
  /** numbers of other paragraphs that the clause refers to */
  readonly paragraphs: readonly number[];
}

/** What the sentence before it in the same paragraph leaves to say. */
export interface Before {
  readonly by: string;
  readonly verb: string;
  readonly source: string | null;
  readonly language: string;
  /** sentences in a row that did not name their subject */
  readonly pronouns: number;
}

/** A drafted sentence, and what it leaves to the next. */
export interface Drafted {
  readonly text: string;
  readonly left: Before | null;
}

/** After this many sentences with a pronoun the subject is named again. */
const PRONOUNS_IN_A_ROW = 2;

/**
 * @param clause the fact
 * @param before the sentence before it in the same paragraph; null at the start of one, and for a sentence that stands alone
 * @returns «As recommended by the WGM, the Plenary adopted … (see paragraph 12).», with capital and full stop; the clause's own
 *   text where its language has no wording
 */
export function sentenceOf(clause: Clause, setting: Setting, before: Before | null = null): Drafted {
  const wording = wordingOf(clause.language);
  if (wording === null) return { text: ended(clause.text), left: null };
  const { opening, said, pronouns } = statementOf(clause, setting, wording, before);
  const tail = tailOf(clause, setting, wording);
  const text =
    wording.tidy(`${opening}${said}`) +
    tail +
    wording.see(setting.paragraphs).repeat(setting.paragraphs.length > 0 ? 1 : 0);
  const left = clause.verb === 'informed' ? null : { ...clause, pronouns };
  return { text: ended(capital(text.trim())), left };
}

interface Statement {
  readonly opening: string;
  readonly said: string;
  readonly pronouns: number;
}

function statementOf(clause: Clause, { names }: Setting, wording: Wording, before: Before | null): Statement {
  const text = clause.text.replace(/\.$/, '');
  if (clause.verb === 'informed')
    return { opening: openingOf(clause, names, wording, null), said: text, pronouns: 0 };
  const name = nameOf(clause.by, names, wording);
  const goesOn = before !== null && before.by === clause.by && before.language === clause.language;
  const sameSource = goesOn && recommender(clause) !== null && before.source === clause.source;
  const opening = openingOf(clause, names, wording, sameSource ? before : null);
  const mayRefer = goesOn && before.pronouns < PRONOUNS_IN_A_ROW && (opening === '' || sameSource);
  const pronoun = mayRefer ? wording.pronoun(clause.by, name) : null;
  const predicate = predicateOf(clause, names, wording);
  const again = goesOn && before.verb === clause.verb ? wording.again(predicate) : predicate;
  return {
    opening,
    said: `${pronoun ?? name} ${again} ${text}`,
    pronouns: pronoun === null ? 0 : (before?.pronouns ?? 0) + 1,
  };
}

/** @returns the organ on whose recommendation a clause rests, unless it acts itself */
export function recommender({ source, by }: Clause): string | null {
  return source === by ? null : source;
}

function openingOf(clause: Clause, names: Names, wording: Wording, before: Before | null): string {
  const source = recommender(clause);
  if (source === null) return '';
  return before ? wording.onTheSameRecommendation : wording.recommendedBy(nameOf(source, names, wording));
}

function predicateOf({ verb, addressees }: Clause, names: Names, wording: Wording): string {
  if (classOf(verb) !== 'mandates') return wording.verbs[verb];
  const named = addressees.map((one) => nameOf(one, names, wording));
  return wording.mandated(verb, named);
}

/** Condition, term and report. A short sentence takes its term without a comma. */
function tailOf(clause: Clause, { names, zone }: Setting, wording: Wording): string {
  const { condition, deadline, reportTo, verb, text } = clause;
  const parts = [
    condition === null ? '' : `, ${wording.condition(classOf(verb), condition)}`,
    deadline === null
      ? ''
      : `${needsComma(text, condition, deadline) ? ',' : ''} ${wording.term(deadline, zone)}`,
    reportTo === null
      ? ''
      : `, ${wording.tidy(wording.report(classOf(verb), eventName(reportTo, names, wording)))}`,
  ];
  return parts.join('');
}

function needsComma(text: string, condition: string | null, deadline: ClauseDeadline): boolean {
  const words = 'words' in deadline ? deadline.words : '';
  return condition !== null || text.length > 90 || /[,:;]/.test(text + words);
}

/** @returns where something is reported, in words: «the Plenary of 2013» of `plenary-2013`, or the name of who gets it */
export function eventName(event: string, names: Names, wording: Wording): string {
  const [, name, year] = /^([a-z]+(?:-[a-z]+)*)-(\d{4})$/.exec(event) ?? [];
  return (name && year && wording.event(name, year)) || nameOf(event, names, wording);
}

function ended(text: string): string {
  return /[.!?。؟]$/u.test(text) ? text : `${text}.`;
}
