import type { Command } from 'commander';
import { DataSource } from 'typeorm';
import { parseInput } from '../kernel/parse.js';
import {
  Compendium,
  compendiumAsOfSchema,
  compendiumFilterSchema,
  compendiumSearchSchema,
  nextNumberSchema,
  seedCompendium,
} from '../modules/compendium/index.js';
import { START_DATA } from '../start.js';
import { addCompendiumChanges } from './compendium-changes.commands.js';
import { documentLines, foundLines, listLines } from './compendium.lines.js';
import { EXIT, type GlobalOptions, print, table, withApplication } from './frame.js';

type Chosen = GlobalOptions & Readonly<Record<string, unknown>>;

/** Adds the Compendium: documents in force, their languages and chains, and the Secretariat's changes. */
export function addCompendiumCommands(program: Command): void {
  const group = program
    .command('compendium')
    .description('decisions and other documents: in force when, in which languages, amended by what');
  addLists(group);
  addDocument(group);
  addChecks(group);
  addCompendiumChanges(group);
}

function addLists(group: Command): void {
  narrowed(group.command('list').description('documents in force, latest adoption first')).action(
    async (given: object, command: Command) => {
      const filter = parseInput(compendiumFilterSchema, given, 'options');
      const found = await withApplication((app) => app.get(Compendium).list(filter));
      print(command.optsWithGlobals<Chosen>(), found, () => listLines(found));
    },
  );
  narrowed(
    group
      .command('search')
      .description('words in titles, numbers and texts of any language')
      .argument('<words...>'),
  ).action(async (words: string[], given: object, command: Command) => {
    const question = parseInput(compendiumSearchSchema, { ...given, q: words.join(' ') }, 'options');
    const found = await withApplication((app) => app.get(Compendium).search(question));
    print(command.optsWithGlobals<Chosen>(), found, () => foundLines(found));
  });
  narrowed(group.command('export').description('the whole list as CSV; with --json as JSON')).action(
    async (given: object, command: Command) => {
      const options = command.optsWithGlobals<Chosen>();
      const {
        limit: _limit,
        offset: _offset,
        ...filter
      } = parseInput(compendiumFilterSchema, given, 'options');
      await withApplication(async (app) => {
        const compendium = app.get(Compendium);
        if (options.json) print(options, await compendium.whole(filter), () => []);
        else process.stdout.write(await compendium.csv(filter));
      });
    },
  );
}

function addDocument(group: Command): void {
  dated(
    group.command('show').description('one document: standing, languages, chain both ways, text in force'),
  )
    .argument('<which>', 'id, number in any style, or title')
    .action(async (which: string, given: object, command: Command) => {
      const asOf = parseInput(compendiumAsOfSchema, given, 'options');
      const found = await withApplication((app) => app.get(Compendium).show(which, asOf));
      print(command.optsWithGlobals<Chosen>(), found, () => documentLines(found));
    });
  group
    .command('history')
    .description('everything that was ever believed of a document')
    .argument('<which>', 'id, number in any style, or title')
    .action(async (which: string, _: object, command: Command) => {
      const { id, beliefs } = await withApplication((app) => app.get(Compendium).history(which));
      print(command.optsWithGlobals<Chosen>(), { id, beliefs }, () =>
        table(
          ['RECORDED', 'BELIEVED UNTIL', 'ABOUT', 'FACT'],
          beliefs.map(({ recordedAt, supersededAt, about, fact }) => [
            recordedAt,
            supersededAt ?? 'still',
            about,
            JSON.stringify(fact),
          ]),
        ),
      );
    });
  dated(group.command('text').description('the words of one language version'))
    .argument('<which>', 'id, number in any style, or title')
    .argument('<language>', 'such as en')
    .action(async (which: string, language: string, given: object, command: Command) => {
      const asOf = parseInput(compendiumAsOfSchema, given, 'options');
      const found = await withApplication((app) => app.get(Compendium).text(which, language, asOf));
      print(command.optsWithGlobals<Chosen>(), found, () => [
        found.text ?? `The text is not held here. ${found.keptAt}`.trim(),
      ]);
    });
}

function addChecks(group: Command): void {
  dated(
    group.command('missing').description('what lacks an official version in an official language'),
  ).action(async (given: object, command: Command) => {
    const asOf = parseInput(compendiumAsOfSchema, given, 'options');
    const found = await withApplication((app) => app.get(Compendium).missingTranslations(asOf));
    print(command.optsWithGlobals<Chosen>(), found, () => [
      ...table(
        ['LANGUAGE', 'MISSING', 'SOURCE'],
        found.languages.map(({ language, missing, of, source }) => [language, `${missing} of ${of}`, source]),
      ),
      ...found.documents.map(({ title, missing }) => `${missing.join(' ')}: ${title}`),
    ]);
  });
  group
    .command('next-number')
    .description('the next number of a year')
    .requiredOption('--year <year>')
    .option('--series <series>', 'a body and its organ', 'KP/Plenary')
    .action(async (given: object, command: Command) => {
      const { year, series } = parseInput(nextNumberSchema, given, 'options');
      const next = await withApplication((app) => app.get(Compendium).nextNumber(year, series));
      print(command.optsWithGlobals<Chosen>(), next, () => [
        next.number,
        ...(next.unknown.length > 0
          ? [`Not known here, and perhaps given: ${next.unknown.join(', ')}.`]
          : []),
      ]);
    });
  group
    .command('verify')
    .description('compute the SHA-256 of every text held anew and compare it with the one that was recorded')
    .action(async (_: object, command: Command) => {
      const found = await withApplication((app) => app.get(Compendium).verify());
      if (found.broken.length > 0) process.exitCode = EXIT.refused;
      print(command.optsWithGlobals<Chosen>(), found, () => [
        `${found.texts} texts, ${found.broken.length} broken. Before hashing: ${found.normalisation}`,
        ...found.broken.map(
          ({ title, language, version, sha256, computed }) =>
            `BROKEN ${title} (${language}, version ${version}): recorded ${sha256}, computed ${computed}`,
        ),
      ]);
    });
  group
    .command('load')
    .description('load the start data of the Kimberley Process into an empty Compendium')
    .action(async (_: object, command: Command) => {
      const loaded = await withApplication((app) =>
        app.get(DataSource).transaction((tx) => seedCompendium(tx, START_DATA)),
      );
      print(command.optsWithGlobals<Chosen>(), loaded, () => [
        `Loaded ${loaded.documents} documents and ${loaded.languages} official languages.`,
      ]);
    });
}

function dated(command: Command): Command {
  return command
    .option('--at <date>', 'as of: a year, month, day or instant')
    .option('--known-at <date>', 'as known at');
}

function narrowed(command: Command): Command {
  return dated(command)
    .option('--type <type>', 'such as administrative-decision')
    .option('--year <year>', 'of adoption')
    .option('--organ <code>', 'whose document it is, such as WGS')
    .option('--all', 'also what is not in force')
    .option('--limit <number>', 'at most so many (200)')
    .option('--offset <number>', 'leave out so many');
}
