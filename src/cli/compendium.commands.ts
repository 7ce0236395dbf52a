import type { Command } from 'commander';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { DomainError } from '../kernel/domain-error.js';
import { parseInput } from '../kernel/parse.js';
import {
  Compendium,
  type DocumentList,
  type InstrumentLine,
  Instruments,
  annulmentSchema,
  compendiumAsOfSchema,
  compendiumFilterSchema,
  compendiumSearchSchema,
  conclusionSchema,
  correctionSchema,
  newInstrumentSchema,
  newTextSchema,
  nextNumberSchema,
  officialLanguageSchema,
  publicationSchema,
  relationSchema,
  seedCompendium,
} from '../modules/compendium/index.js';
import { Registry } from '../modules/registry/index.js';
import { START_DATA } from '../start.js';
import { EXIT, type GlobalOptions, actorFor, print, readInput, table, withApplication } from './frame.js';

type Chosen = GlobalOptions & Readonly<Record<string, unknown>>;

/** Adds the Compendium: documents in force, their languages and chains, and the Secretariat's changes. */
export function addCompendiumCommands(program: Command): void {
  const group = program
    .command('compendium')
    .description('decisions and other documents: in force when, in which languages, amended by what');
  addLists(group);
  addDocument(group);
  addChecks(group);
  addChanges(group);
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
    print(command.optsWithGlobals<Chosen>(), found, () => [
      ...found.documents.flatMap(({ number, title, standing, foundIn, snippet }) => [
        `${number ?? '(no number)'}  ${title}  [${standing ?? 'standing not known'}]`,
        `    ${foundIn ?? 'title'}: ${snippet
          .map(({ text, hit }) => (hit ? `«${text}»` : text))
          .join('')
          .replaceAll(/\s+/g, ' ')}`,
      ]),
      found.hint ?? `${found.documents.length} of ${found.total} found.`,
    ]);
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

function addChanges(group: Command): void {
  addChange(group, 'add', 'enter a document', newInstrumentSchema, null, (desk, _, given) => desk.add(given));
  const one = 'id, number in any style, or title';
  addChange(
    group,
    'correct',
    'correct what is said of a document',
    correctionSchema,
    one,
    (desk, which, given) => desk.correct(which, given),
  );
  addChange(group, 'put-text', 'enter a language version', newTextSchema, one, (desk, which, given) =>
    desk.putText(which, given),
  );
  addChange(
    group,
    'relate',
    'say how a document bears on an earlier one',
    relationSchema,
    one,
    (desk, which, given) => desk.relate(which, given),
  );
  addChange(
    group,
    'publish',
    'publish a document with its official texts',
    publicationSchema,
    one,
    (desk, which, given) => desk.publish(which, given),
  );
  addChange(
    group,
    'annul',
    'say that a document was never adopted',
    annulmentSchema,
    one,
    (desk, which, given) => desk.annul(which, given),
  );
  addChange(group, 'conclude', 'say that a document has ended', conclusionSchema, one, (desk, which, given) =>
    desk.conclude(which, given),
  );
  addChange(
    group,
    'set-language',
    'say from when a language is official',
    officialLanguageSchema,
    null,
    (desk, _, given) => desk.setLanguage(given),
  );
}

/** One subcommand that changes something, with the fields of its schema in a file; only for who acts as the Secretariat. */
function addChange<S extends z.ZodType>(
  group: Command,
  name: string,
  description: string,
  schema: S,
  which: string | null,
  act: (desk: Instruments, which: string, given: z.output<S>) => Promise<unknown>,
): void {
  const fields = Object.keys((schema as { shape?: object }).shape ?? {}); // a strict object has its fields there
  const subcommand = group
    .command(name)
    .description(`${description} (secretariat). Fields: ${fields.join(', ')}`)
    .requiredOption('--input <file>', 'the fields from a file (JSON or YAML; - for standard input)');
  if (which !== null) subcommand.argument('<which>', which);
  subcommand.action(async (...given: unknown[]) => {
    const command = given.at(-1) as Command; // commander passes itself last
    const options = command.optsWithGlobals<Chosen & { readonly input: string }>();
    const entry = parseInput(schema, readInput(options.input), name);
    const done = await withApplication(async (app) => {
      await requireSecretariat(app.get(Registry), (await actorFor(app, options.as)).id);
      return act(app.get(Instruments), which === null ? '' : String(given[0]), entry);
    });
    print(options, done ?? {}, () => [doneLine(done)]);
  });
}

async function requireSecretariat(registry: Registry, contactId: string): Promise<void> {
  const roles = await registry.roles(contactId);
  if (roles.includes('secretariat')) return;
  throw new DomainError(
    'compendium.not-the-secretariat',
    'forbidden',
    `The Compendium is changed by the Secretariat; ${contactId} is ${roles.join(', ') || 'without a role'}. Use --as secretariat.`,
  );
}

function doneLine(done: unknown): string {
  if (typeof done !== 'object' || done === null || !('id' in done)) return 'Done.';
  const same = 'changed' in done && done.changed === false;
  return `${same ? 'Nothing changed' : 'Done'}: document ${String(done.id)}${'sha256' in done && done.sha256 ? `, SHA-256 ${String(done.sha256)}` : ''}`;
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

function listLines({ total, documents, hint }: DocumentList<InstrumentLine>): string[] {
  if (hint !== null) return [hint];
  return [
    ...table(
      ['ADOPTED', 'NUMBER', 'STANDING', 'LANGUAGES', 'MISSING', 'TITLE'],
      documents.map(({ adopted, number, standing, languages, missing, title, amendedBy }) => [
        adopted ?? '?',
        number ?? '-',
        standing ?? '?',
        languages.map(({ language, authoritative }) => `${language}${authoritative ? '*' : ''}`).join(' ') ||
          '-',
        missing.join(' ') || '-',
        `${title}${amendedBy.length > 0 ? ` (amended ${amendedBy.length} times)` : ''}`,
      ]),
    ),
    `${documents.length} of ${total}. * authoritative`,
  ];
}

type Shown = Awaited<ReturnType<Compendium['show']>>;

function documentLines({
  document,
  standing,
  timeline,
  texts,
  missing,
  later,
  earlier,
  textInForce,
}: Shown): string[] {
  const { title, number, id, sunset, adoptedIn, adoptedParagraph, source } = document;
  return [
    `${number ?? '(no number known)'}  ${title}  [${standing?.standing ?? 'standing not known'}]`,
    `Adopted: ${document.adoptedAt ?? 'not known'}${adoptedIn ? `, ${adoptedIn}` : ''}${adoptedParagraph ? `, paragraph ${adoptedParagraph}` : ''}`,
    ...(sunset === null ? [] : [`Sunset clause: ${sunset}`]),
    ...timeline.map(
      ({ standing: was, validFrom, validTo, reason }) =>
        `  ${was} from ${validFrom}${validTo ? ` until ${validTo}` : ''}${reason ? `: ${reason}` : ''}`,
    ),
    `Languages: ${texts.map(({ language, status, authoritative, held }) => `${language} (${status}${authoritative ? ', authoritative' : ''}${held ? '' : ', text not held'})`).join(', ') || 'none known'}`,
    `Missing: ${missing.join(' ') || 'nothing'}`,
    ...later.map(
      ({ fromNumber, fromTitle, kind, depth }) =>
        `${'  '.repeat(depth)}← ${kind} by ${fromNumber ?? fromTitle}`,
    ),
    ...earlier.map(
      ({ toNumber, toTitle, kind, depth }) => `${'  '.repeat(depth)}→ ${kind} ${toNumber ?? toTitle}`,
    ),
    ...(textInForce.amendments.length > 0
      ? [
          `Read with: ${textInForce.amendments.map((one) => `${one.number ?? one.title} (${one.since?.slice(0, 10) ?? '?'})`).join('; ')}`,
        ]
      : []),
    `Source: ${source}`,
    `Id: ${id}`,
  ];
}
