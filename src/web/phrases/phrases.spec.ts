import { describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import { join, relative } from 'node:path';
import { toProblem } from '../../platform/http/problem.js';
import { SCOPES } from '../../platform/http/scope.js';
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

/** Refusals that stay English, and why: only whoever runs Plenum meets them, on the command line or in the log. */
const FOR_OPERATORS: readonly { readonly says: RegExp; readonly why: string }[] = [
  {
    says: /^(There is no|Open cases (need|started under)) .*(workflow|form of)/,
    why: 'a program was changed',
  },
  { says: /^Workflow .* cannot be loaded/, why: 'a program does not start' },
  { says: /^Nobody handles the effects/, why: 'a program does not start' },
  { says: /^The timer «.*» of case .* does not fire/, why: 'histories are played on the command line' },
  { says: /^A sealed text cannot be opened/, why: 'the log says it to whoever keeps the key' },
  { says: /^The configuration has /, why: 'a program does not start' },
  { says: /^MAIL_FROM: /, why: 'a program does not start' },
  { says: /does not hold a key of 64 hexadecimal digits/, why: 'a program does not start' },
  { says: /^The database was migrated by a newer Plenum/, why: 'a program does not start' },
  { says: /^Another Plenum is running/, why: 'a program does not start' },
  { says: /^Redis has maxmemory-policy/, why: 'a program does not start' },
  { says: /^The mail server refused the mailbox/, why: 'the worker keeps the words of the mail server' },
  { says: /^The mail for .* went to /, why: 'the worker parks the mail for whoever runs Plenum' },
  { says: /cannot be read( as YAML)?: /, why: 'files beside the program are read when it starts' },
  { says: /: put all ladders of the body into one/, why: 'files beside the program are read when it starts' },
  { says: /^instruments\.yaml, /, why: 'files beside the program are read when it starts' },
  { says: /^The workflow has no state «.*»: give the states/, why: 'pages draw a case as it stands' },
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

  it('has every refusal that is written anywhere, but what only operators meet', () => {
    const folders = ['workflows', 'src/kernel', 'src/engine', 'src/platform', 'src/modules', 'src/web'];
    const refusals = folders.flatMap((folder) =>
      saidInSource(join(ROOT, folder), messageOf, (index) => `X${index}Y`),
    );
    const isForOperators = (text: string): boolean => FOR_OPERATORS.some(({ says }) => says.test(text));
    const lacking = refusals.filter(({ text }) => french.find(text) === null && !isForOperators(text));
    expect(refusals.length).toBeGreaterThan(400);
    expect(lacking.map(({ file, line, text }) => `${relative(ROOT, file)}:${line} ${text}`)).toEqual([]);
    const idle = FOR_OPERATORS.filter(({ says }) => !refusals.some(({ text }) => says.test(text)));
    expect(idle).toEqual([]);
  });

  it('has what pages say of an address with nothing at it, of a fault of ours, and of too much at once', () => {
    const tooMuch = {
      status: 413,
      expose: true,
      message: 'request entity too large',
      limit: 5 * 1024 * 1024,
    };
    const errors = [new NotFoundException(), new Error('unforeseen'), tooMuch];
    expect(missing(errors.map((error) => toProblem(error, 'INCIDENT').detail))).toEqual([]);
  });

  it('has what tokens may be good for', () => {
    expect(missing(Object.values(SCOPES))).toEqual([]);
  });

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
