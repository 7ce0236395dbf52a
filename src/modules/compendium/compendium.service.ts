import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalClock } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { requireWhich } from './acts/finding.queries.js';
import type { CompendiumAsOf, CompendiumFilter, CompendiumSearch } from './compendium.dto.js';
import type { FoundInstrument, InstrumentId, InstrumentLine } from './compendium.types.js';
import { compendiumCsv } from './reading/compendium.csv.js';
import { chainOf, historyOf, instrumentAsKnown, textsOf, wordsOf } from './reading/document.queries.js';
import { type ListQuestion, listInstruments } from './reading/list.queries.js';
import { officialLanguages, takenNumbers, verifyTexts } from './reading/register.queries.js';
import { searchInstruments } from './reading/search.queries.js';
import { textInForce } from './reading/text-in-force.rules.js';
import { datingText } from './rules/dating.rules.js';
import { type NextNumber, nextNumber } from './rules/instrument-number.rules.js';
import { standingAt } from './rules/standing.rules.js';
import { NORMALISATION } from './rules/text-hash.rules.js';

/** No more than the whole Compendium in one answer: fifty years of documents. */
const WHOLE = 100_000;

/** A part of a list; `hint` says what to do when it is empty. */
export interface DocumentList<Line> {
  readonly at: Instant;
  readonly knownAt: Instant | null;
  readonly total: number;
  readonly documents: readonly Line[];
  readonly hint: string | null;
}

/** The register of decisions and other documents as it is read: as of any date, as known at any date. */
@Injectable()
export class Compendium {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /** @returns the documents in force (or all), latest adoption first */
  async list(filter: CompendiumFilter): Promise<DocumentList<InstrumentLine>> {
    const question = await this.question(filter);
    const { total, documents } = await listInstruments(this.dataSource.manager, question);
    const hint = total > 0 ? null : await this.hintOf(question, null);
    return { at: question.at, knownAt: question.knownAt, total, documents, hint };
  }

  /** @returns the documents in whose title, number or text the words are found, the best first */
  async search({ q, ...filter }: CompendiumSearch): Promise<DocumentList<FoundInstrument>> {
    const question = await this.question(filter);
    const { total, documents } = await searchInstruments(this.dataSource.manager, q, question);
    const hint = total > 0 ? null : await this.hintOf(question, q);
    return { at: question.at, knownAt: question.knownAt, total, documents, hint };
  }

  /** @returns the whole list in one answer */
  async whole(filter: Omit<CompendiumFilter, 'limit' | 'offset'>): Promise<DocumentList<InstrumentLine>> {
    return this.list({ ...filter, limit: WHOLE, offset: 0 });
  }

  /** @returns the whole list as CSV text */
  async csv(filter: Omit<CompendiumFilter, 'limit' | 'offset'>): Promise<string> {
    return compendiumCsv((await this.whole(filter)).documents);
  }

  /**
   * @param which id, number in any style, or title
   * @returns the document with its chain both ways, its languages and the text in force
   * @throws DomainError `compendium.unknown`, also when nothing was known of it at `knownAt`; `compendium.ambiguous`
   */
  async show(which: string, asOf: CompendiumAsOf) {
    const { manager: tx } = this.dataSource;
    const id = await requireWhich(tx, which);
    const { at, knownAt } = await this.instants(asOf);
    const key = [at, knownAt] as const;
    const found = await instrumentAsKnown(tx, id, key);
    if (!found)
      throw new DomainError(
        'compendium.unknown',
        'not-found',
        `Nothing was known of «${which}» at ${knownAt ?? at}. Ask for a later knownAt.`,
      );
    const { timeline, ...facts } = found;
    const { adoptedAt, adoptedPrecision } = facts;
    const adopted = adoptedAt && adoptedPrecision ? datingText(adoptedAt, adoptedPrecision) : null;
    const document = { ...facts, adopted };
    const [texts, later, earlier] = [
      await textsOf(tx, id, key),
      await chainOf(tx, id, 'later', key),
      await chainOf(tx, id, 'earlier', key),
    ];
    const standing = standingAt(timeline, at);
    const official = await officialLanguages(tx, key);
    const rendered = texts.filter(({ status }) => status === 'official').map(({ language }) => language);
    return {
      at,
      knownAt,
      document,
      standing,
      timeline,
      texts,
      missing: official
        .map(({ language }) => language)
        .filter((language) => !rendered.some((one) => one === language || one.startsWith(`${language}-`))),
      later,
      earlier,
      textInForce: textInForce(standing?.standing ?? null, texts, later, at),
    };
  }

  /** @returns a language version with its words @throws DomainError `compendium.unknown`, `compendium.unknown-text` */
  async text(which: string, language: string, asOf: CompendiumAsOf) {
    const { manager: tx } = this.dataSource;
    const id = await requireWhich(tx, which);
    const { at, knownAt } = await this.instants(asOf);
    const found = await wordsOf(tx, id, language, [at, knownAt]);
    if (found) return found;
    const known = (await textsOf(tx, id, [at, knownAt])).map((text) => text.language);
    throw new DomainError(
      'compendium.unknown-text',
      'not-found',
      `There is no version in ${language} at ${at}. ${known.length > 0 ? `There is: ${known.join(', ')}.` : 'No language version is known.'}`,
    );
  }

  /** @returns everything that was ever believed of a document @throws DomainError `compendium.unknown` */
  async history(which: string) {
    const { manager: tx } = this.dataSource;
    const id: InstrumentId = await requireWhich(tx, which);
    return { id, beliefs: await historyOf(tx, id) };
  }

  /** @returns the documents in force that lack an official version in an official language, and how many lack each */
  async missingTranslations(asOf: CompendiumAsOf) {
    const { manager: tx } = this.dataSource;
    const { at, knownAt, documents } = await this.whole({ ...asOf, all: false });
    const languages = await officialLanguages(tx, [at, knownAt]);
    return {
      at,
      knownAt,
      languages: languages.map((one) => ({
        ...one,
        missing: documents.filter(({ missing }) => missing.includes(one.language)).length,
        of: documents.length,
      })),
      documents: documents.filter(({ missing }) => missing.length > 0),
    };
  }

  /** @returns the next number of a year, with what is known of the ones before it */
  async nextNumber(year: number, series: string): Promise<NextNumber> {
    return nextNumber(series, year, await takenNumbers(this.dataSource.manager, series, year));
  }

  /** Computes the hash of every text ever held anew. @returns how many, and those whose words are not the ones that were hashed */
  async verify() {
    return { normalisation: NORMALISATION, ...(await verifyTexts(this.dataSource.manager)) };
  }

  private async instants({ at, knownAt }: CompendiumAsOf): Promise<{ at: Instant; knownAt: Instant | null }> {
    return { at: at ?? (await this.clock.now(this.dataSource.manager)), knownAt: knownAt ?? null };
  }

  private async question(filter: CompendiumFilter): Promise<ListQuestion> {
    const { type, year, organ, all, limit, offset } = filter;
    const instants = await this.instants(filter);
    return { ...instants, type: type ?? null, year: year ?? null, organ: organ ?? null, all, limit, offset };
  }

  /** An empty list says whether it is the question or the store that is empty. */
  private async hintOf(question: ListQuestion, words: string | null): Promise<string> {
    const { manager: tx } = this.dataSource;
    const wide = { ...question, type: null, year: null, organ: null, all: true, limit: 1, offset: 0 };
    const everything = await listInstruments(tx, { ...wide, knownAt: null });
    if (everything.total === 0)
      return 'The Compendium is empty. Load the start data (npm run plenum -- compendium load), or enter a document.';
    if (words === null)
      return `No document fits as of ${question.at}, of ${everything.total} known in all. Take away a filter, ask for another date, or for all.`;
    const elsewhere = await searchInstruments(tx, words, { ...wide, knownAt: null });
    if (elsewhere.total > 0)
      return `«${words}» is found elsewhere (documents: ${elsewhere.total}), but in none that fits as of ${question.at}. Take away a filter, or ask for all.`;
    return `«${words}» is in no title, number or text held here. Try fewer words, «one or another», a "phrase in quotes", or a number such as 006-2011; of many documents only the title is held.`;
  }
}
