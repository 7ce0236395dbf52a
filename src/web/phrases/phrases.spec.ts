import { describe, expect, it } from '@jest/globals';
import { join, relative } from 'node:path';
import { LANGUAGES, Phrases, readCatalogs, textFolders } from '../../platform/language/index.js';
import { sentencesOf, titlesOf } from '../../../test/support/said-by-workflows.js';
import { messageOf, saidInSource } from '../../../test/support/said-in-source.js';
import { KP_LADDERS } from '../../../test/support/ladders.js';
import { laddersSchema } from '../../../workflows/casework/index.js';
import { workflows } from '../../../workflows/index.js';
import { CHART_PHRASES } from '../statechart/index.js';

const ROOT = join(import.meta.dirname, '../../..');
const catalogs = readCatalogs(textFolders());
const french = new Phrases(catalogs.fr.phrases);

/** Whatever is no French phrase, and why it needs none. */
const OWN_WORDS: readonly RegExp[] = [
  // What somebody set as a condition, a step or a report stands in that body's own words, and is not translated.
  /^(judgement on: )?(statistics are handed in and are accurate|a review mission succeeds|all places are open to the mission)$/,
];

const missing = (said: Iterable<string>): string[] =>
  [...new Set(said)]
    .filter((text) => french.find(text) === null && !OWN_WORDS.some((own) => own.test(text)))
    .sort();

describe('the French of what workflows say', () => {
  it.each(workflows.map((definition) => [definition.name, definition] as const))(
    'has the titles of %s: states, what they still need, commands, timers',
    (_, definition) => {
      expect(missing(titlesOf(definition))).toEqual([]);
    },
  );

  it('has what the ladders say', () => {
    const said = Object.values(laddersSchema.parse(KP_LADDERS)).flatMap(({ title, rungs }) => [
      title,
      ...rungs.flatMap(({ to, channel, words }) => [to, channel, words]),
    ]);
    expect(said.length).toBeGreaterThan(50);
    expect(missing(said)).toEqual([]);
  });

  it('has what stands on statecharts', () => {
    expect(missing(Object.values(CHART_PHRASES))).toEqual([]);
  });

  it.each(['workflows', 'src/modules/cases', 'src/modules/registry', 'src/modules/plenary', 'src/kernel'])(
    'has every refusal that is written in %s',
    (folder) => {
      const refusals = saidInSource(join(ROOT, folder), messageOf, (index) => `X${index}Y`);
      const lacking = refusals.filter(({ text }) => french.find(text) === null);
      expect(refusals.length).toBeGreaterThan(0);
      expect(lacking.map(({ file, line, text }) => `${relative(ROOT, file)}:${line} ${text}`)).toEqual([]);
    },
  );

  it.each(
    workflows.flatMap((definition) =>
      definition.examples.map(
        (example, index) => [`${definition.name} ${index + 1}`, definition, example] as const,
      ),
    ),
  )('has what the example %s says until nothing comes any more', (_, definition, example) => {
    const said = sentencesOf(definition, example);
    expect(said.length).toBeGreaterThan(1);
    expect(missing(said)).toEqual([]);
  });
});

describe('the drafts', () => {
  const drafts = LANGUAGES.filter((language) => language !== 'en' && language !== 'fr');
  const holesOf = (text: string): string[] => [...new Set(text.match(/\{[a-zA-Z]+\}/g) ?? [])].sort();
  /** signs and joining words: each language has those it needs */
  const isJoint = (english: string): boolean => !/[a-z]/i.test(english) || /^ (and|or) $/.test(english);

  it.each(drafts)('in %s have every phrase that the French has, and no other', (language) => {
    const phrases = (of: 'fr' | (typeof drafts)[number]): string[] =>
      [...catalogs[of].phrases.keys()].filter((english) => !isJoint(english)).sort();
    expect(phrases('fr').length).toBeGreaterThan(3000);
    expect(phrases(language)).toEqual(phrases('fr'));
  });

  it.each(drafts)('in %s fill the holes that the French fills', (language) => {
    const uneven = [...catalogs.fr.phrases].filter(
      ([english, text]) =>
        !isJoint(english) &&
        String(holesOf(catalogs[language].phrases.get(english) ?? '')) !== String(holesOf(text)),
    );
    expect(uneven).toEqual([]);
  });

  it.each(drafts)('in %s leave no English in what a case says', (language) => {
    const phrases = new Phrases(catalogs[language].phrases);
    for (const said of [
      'late by 3 days; GIN was pressed twice (of 7; last: head-of-delegation by call) and has not acted',
      'due in 30 hours; GIN was pressed 4 times (of 7; last: head-of-delegation by call) and has not acted in 3 days',
      '3 of 60 have not answered.',
      'Not adopted so far: 3 of at least 12 members took part.',
    ]) {
      const text = phrases.find(said) ?? said;
      expect(text.replaceAll(/\b[A-Z]{2,}\b/g, '')).not.toMatch(
        /\b(late|by|was|pressed|twice|times|last|call|has|not|acted|due|have|answered|far|members|took|part)\b/i,
      );
    }
  });
});

describe('a sentence in French', () => {
  it.each([
    [
      'Awaited: annual report for 2011 of IDN by Saturday 31 March 2012, 24:00 (UTC, end of the day), late.',
      'Attendu : rapport annuel pour 2011 (IDN), attendu le samedi 31 mars 2012 à 24:00 (UTC, fin de journée) au plus tard, en retard.',
    ],
    ['WGM is to settle: the team, the dates.', 'Le GT suivi doit arrêter : l’équipe, les dates.'],
    [
      'late by 3 days; GIN was pressed twice (of 7; last: head-of-delegation by call) and has not acted',
      'en retard de 3 jours ; GIN a été relancé deux fois (sur 7 ; en dernier : chef de délégation, par téléphone) et n’a pas agi',
    ],
    [
      'due in 30 hours and nobody at the Chair and the Secretariat can be reached: everybody is away',
      'échéance dans 30 heures, et personne n’est joignable (la Présidence et le Secrétariat) : tous sont absents',
    ],
    [
      'On ZWE there apply: supervised exports in Marange; joint work plan. They apply until they are lifted.',
      'À ZWE s’appliquent : exportations supervisées à Marange ; plan de travail conjoint. Elles s’appliquent jusqu’à leur levée.',
    ],
  ])('%s', (said, expected) => {
    expect(french.find(said)?.replaceAll('\u202f', ' ')).toBe(expected);
  });

  it('leaves somebody’s own words as they are', () => {
    expect(french.find('Nothing: it was withdrawn (No need of it, or hope).')).toContain(
      '(No need of it, or hope)',
    );
  });
});
