/** What the page of one procedure shows. */
import { z } from 'zod';
import { maySeeMails } from '../../../modules/notifications/index.js';
import { holdsOffice } from '../../../modules/cases/index.js';
import type { CaseId } from '../../../kernel/ids.js';
import { documentPath } from '../../../modules/documents/index.js';
import { fileSize } from '../../../platform/language/index.js';
import { followed } from '../../../platform/http/live-mark.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import { openActs } from '../acts/open-acts.js';
import { barOf } from '../answers-bar.js';
import type { ReadProcedure } from '../procedure.reader.js';
import { tagOf } from '../status-tag.js';
import { POSITION_FILTERS, positionsTable } from './positions.page.js';
import { type ProcedureView, ruleSentence, silenceSentence } from './rule-sentences.js';
import { ahead, past } from './timeline.page.js';

/** Which part of the table and of the history to show, and what was just done. */
export const showQuerySchema = z.object({
  answers: z.enum(POSITION_FILTERS).catch('all'),
  history: z.enum(['recent', 'all']).catch('recent'),
  done: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional()
    .catch(undefined),
});
export type ShowQuery = z.output<typeof showQuerySchema>;

/** Who reads, in which language, and what of it. */
export interface Reader {
  readonly person: SignedInPerson;
  readonly query: ShowQuery;
  readonly language: string;
}

/** How many acts stand as buttons; the others under «more». */
const FIRST_ACTS = 3;

/**
 * @param read the procedure as this person may see it
 * @param words in the reader's language; `has` tells whether there is a message
 * @returns everything that `procedure.njk` reads
 */
export function procedurePage(read: ReadProcedure, { person, query, language }: Reader, words: Words) {
  const { view, positions } = read;
  const acts = openActs({ view, positions, person });
  const open = acts.map(({ name }) => name);
  const office = holdsOffice(person);
  return {
    title: `${view.reference}: ${view.title}`,
    wide: true,
    live: followed({ caseId: view.id as CaseId, revision: view.revision }), // the desk's own id
    procedure: view,
    office,
    readsMails: maySeeMails(person),
    tag: tagOf(view.status),
    done: query.done && words.has(`procedures.done.${query.done}`) ? query.done : null,
    acts: { first: acts.slice(0, FIRST_ACTS), more: acts.slice(FIRST_ACTS) },
    rule: ruleSentence(view, words),
    silence: silenceSentence(view, words),
    bar: view.counts ? barOf(view.counts) : [],
    own: ownAnswer(read, person),
    table: view.launchedAt
      ? positionsTable({ ...read, mails: read.byParty, filter: query.answers, open, person }, words)
      : null,
    filter: query.answers,
    ahead: ahead(view, read.timetable, words),
    past: past(
      read.history,
      { batches: read.batches, names: namesOf(view), whole: query.history === 'all' },
      words,
    ),
    texts: textsOf(view, language),
    documents: documentsOf(view, language),
    historyWhole: query.history === 'all',
    names: Object.fromEntries(namesOf(view)),
    named: namesOf(view),
  };
}

/** @returns names of members and Observers by code */
export function namesOf({ electorate, observers }: ProcedureView): ReadonlyMap<string, string> {
  return new Map([...electorate, ...observers].map(({ code, name }) => [code, name]));
}

/** What a delegate looks for first: where the own government stands. Null for whoever speaks for none of those asked. */
function ownAnswer({ view, positions }: ReadProcedure, person: SignedInPerson) {
  const line = positions.find(({ code }) => code === person.party);
  if (!line || holdsOffice(person)) return null;
  const isMember = view.electorate.some(({ code }) => code === line.code);
  return { name: line.name, isMember, answer: line.position ?? line.all.at(-1) ?? null };
}

/** A document that Plenum keeps has its address here; another has the one it was linked by. */
function documentsOf({ id, documents }: ProcedureView, locale: string) {
  return documents.map((document) =>
    document.file && document.sha256 !== null
      ? {
          ...document,
          url: `/procedures/${id}${documentPath(document.sha256)}`,
          size: fileSize(document.file.size, locale),
        }
      : { ...document, size: null },
  );
}

/** The text in the reader's language first and open, else the authoritative one, which says in either place that it prevails. */
function textsOf({ texts, rules }: ProcedureView, language: string) {
  const authoritative = rules?.languages.authoritative ?? 'en';
  const first = texts.some((text) => text.language === language) ? language : authoritative;
  const rank = (one: string): number => (one === first ? 0 : one === authoritative ? 1 : 2);
  return texts
    .map((text) => ({ ...text, isAuthoritative: text.language === authoritative }))
    .toSorted((a, b) => rank(a.language) - rank(b.language));
}
