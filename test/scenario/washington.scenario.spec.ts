/**
 * The Washington Plenary of 2012, held again from its recorded facts. Register and draft communiqué are held against a second
 * reading of the original, paragraph by paragraph: same statements, same order, same verbs, addressees, terms and reporting points.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { entriesOf } from '../../src/modules/plenary/index.js';
import { classOf, draftCommunique, meetingContextSchema } from '../../workflows/plenary-meeting/index.js';
import { held, plenaryPrecedent } from '../support/held-plenaries.js';
import {
  type Names,
  differencesOfDraft,
  differencesOfEntry,
  mentions,
  readTable,
} from '../support/second-reading.js';

const table = readTable(join(import.meta.dirname, 'washington-2012.table.yaml'));
const precedent = plenaryPrecedent('washington-2012');
const context = meetingContextSchema.parse(held(precedent).context);
const parties = registeredNames();
const register = entriesOf(context);
const draft = draftCommunique(context, parties);

/** Prose that decides nothing: as few as there are, and no more. */
const NOTES = 17;

/** @returns the name of each party that the registry starts with, by its code */
function registeredNames(): Readonly<Record<string, string>> {
  const file = readFileSync(join(import.meta.dirname, '../../data/kp/parties.csv'), 'utf8');
  const rows = z
    .array(z.object({ code: z.string(), name: z.string() }))
    .parse(parse(file, { columns: true }));
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]));
}

/** Words that may stand for a code in a text: of parties as registered, of whom no registry knows, of organs and collectives. */
const NAMES: Names = {
  ...Object.fromEntries(Object.entries(parties).map(([code, name]) => [code, [name]])),
  KEN: ['Kenya'],
  BEL: ['Belgium'],
  DEU: ['Germany'],
  UN: ['United Nations'],
  WCO: ['World Customs Organization'],
  EU: ['European Union', 'European Commission'],
  USA: ['United States'],
  COD: ['Democratic Republic of Congo', 'Democratic Republic of the Congo'],
  PC: ['Participation Committee'],
  CRP: ['Committee on Rules and Procedures'],
  WGM: ['Working Group on Monitoring'],
  WGS: ['Working Group on Statistics'],
  WGAAP: ['Working Group on Artisanal and Alluvial Production'],
  CKR: ['Committee on KPCS Review'],
  WGDE: ['Working Group of Diamond Experts'],
  SC: ['Selection Committee'],
  all: ['everybody'],
};

describe('the communiqué of the Washington Plenary, held against a second reading,', () => {
  it('has the same sixty paragraphs in the same order, in register and draft alike', () => {
    const expected = [...table].flatMap(([number, statements]) => statements.map(() => number));
    expect([...table.keys()]).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(register.map(({ paragraph }) => paragraph)).toEqual(expected);
    expect(draft.map(({ paragraph }) => paragraph)).toEqual(expected);
    expect(draft.map(({ clauseId }) => clauseId)).toEqual(register.map(({ clause }) => clause.id));
  });

  it.each([...table.keys()])('says in paragraph %i what the table says', (number) => {
    const statements = table.get(number) ?? [];
    const entries = register.filter(({ paragraph }) => paragraph === number);
    const differences = statements.flatMap((statement, index) => {
      const entry = entries[index];
      const where = `${number}, «${statement.about}»`;
      return entry
        ? differencesOfEntry(statement, entry, NAMES).map((one) => `${where} (${entry.clause.id}): ${one}`)
        : [`${where}: no clause says it`];
    });
    const unread = entries
      .slice(statements.length)
      .map(({ clause }) => `${clause.id}: the table has no such statement`);
    expect([...differences, ...unread]).toEqual([]);
  });

  it.each([...table.keys()])('is drafted in paragraph %i as its facts say', (number) => {
    const sentences = draft.filter(({ paragraph }) => paragraph === number);
    const differences = sentences.flatMap((sentence, index) => {
      const clause = context.clauses.find(({ id }) => id === sentence.clauseId);
      return clause
        ? differencesOfDraft(clause, sentences.slice(0, index + 1), NAMES).map(
            (one) => `${clause.id}: ${one}`,
          )
        : [`«${sentence.text}» rests on no clause`];
    });
    expect(differences).toEqual([]);
  });

  it.each([...table])('names in paragraph %i of the draft whom the table names', (number, statements) => {
    const text = draft.filter(({ paragraph }) => paragraph === number).map((sentence) => sentence.text);
    const named = statements.flatMap(({ parties, organs }) => [...parties, ...organs]);
    expect(named.filter((one) => !mentions(text.join(' '), one, NAMES))).toEqual([]);
  });

  it('is typed facts but for a counted few, none of which decides or gives a mandate', () => {
    const notes = precedent.clauses.filter(({ fact }) => fact.kind === 'note');
    expect(notes.length).toBeLessThanOrEqual(NOTES);
    expect(notes.filter(({ verb }) => ['decides', 'mandates'].includes(classOf(verb)))).toEqual([]);
  });

  it('lets the Plenary decide only upon items on which consensus was found', () => {
    const agreed = new Set(
      context.items.filter((item) => item.findings.at(-1)?.result === 'consensus').map(({ id }) => id),
    );
    const decisions = register.filter((entry) => entry.class === 'decides' && entry.clause.by === 'plenary');
    expect(decisions.length).toBeGreaterThan(20);
    expect(
      decisions.filter(({ clause }) => !agreed.has(clause.item ?? '')).map(({ clause }) => clause.id),
    ).toEqual([]);
  });
});
