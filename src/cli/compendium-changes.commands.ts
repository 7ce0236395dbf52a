import { type Command, Option } from 'commander';
import type { z } from 'zod';
import { DomainError } from '../kernel/domain-error.js';
import { parseInput } from '../kernel/parse.js';
import {
  Instruments,
  annulmentSchema,
  conclusionSchema,
  correctionSchema,
  newInstrumentSchema,
  newTextSchema,
  officialLanguageSchema,
  publicationSchema,
  relationSchema,
} from '../modules/compendium/index.js';
import { Registry } from '../modules/registry/index.js';
import { describeField, fieldsOf, fromFile, fromOptions, kebab } from './case.commands.js';
import { type GlobalOptions, actorFor, print, withApplication } from './frame.js';

interface Chosen extends GlobalOptions {
  readonly input?: string;
  readonly [field: string]: unknown;
}

const WHICH = 'id, number in any style, or title';

/** Adds the Secretariat's changes to the Compendium, each with an option for each field. */
export function addCompendiumChanges(group: Command): void {
  addChange(group, 'add', 'enter a document', newInstrumentSchema, (desk, given) => desk.add(given));
  addChange(
    group,
    'set-language',
    'say from when a language is official',
    officialLanguageSchema,
    (desk, given) => desk.setLanguage(given),
  );
  addChangeOf(
    group,
    'correct',
    'correct what is said of a document',
    correctionSchema,
    (desk, given, which) => desk.correct(which, given),
  );
  addChangeOf(group, 'put-text', 'enter a language version', newTextSchema, (desk, given, which) =>
    desk.putText(which, given),
  );
  addChangeOf(
    group,
    'relate',
    'say how a document bears on an earlier one',
    relationSchema,
    (desk, given, which) => desk.relate(which, given),
  );
  addChangeOf(
    group,
    'publish',
    'publish a document with its official texts',
    publicationSchema,
    (desk, given, which) => desk.publish(which, given),
  );
  addChangeOf(
    group,
    'annul',
    'say that a document was never adopted',
    annulmentSchema,
    (desk, given, which) => desk.annul(which, given),
  );
  addChangeOf(group, 'conclude', 'say that a document has ended', conclusionSchema, (desk, given, which) =>
    desk.conclude(which, given),
  );
}

type Act<S extends z.ZodType> = (desk: Instruments, given: z.output<S>, which: string) => Promise<unknown>;

/** One subcommand that changes a document. */
function addChangeOf<S extends z.ZodType>(
  group: Command,
  name: string,
  description: string,
  schema: S,
  act: Act<S>,
): void {
  addChange(group, name, description, schema, act).argument('<which>', WHICH);
}

/** One subcommand that changes something; only for who acts as the Secretariat. */
function addChange<S extends z.ZodType>(
  group: Command,
  name: string,
  description: string,
  schema: S,
  act: Act<S>,
): Command {
  const fields = fieldsOf(schema);
  const subcommand = group
    .command(name)
    .description(`${description} (secretariat)`)
    .option('--input <file>', 'all fields from a file (JSON or YAML; - for standard input)');
  for (const [field, fieldSchema] of fields)
    subcommand.addOption(new Option(`--${kebab(field)} <value>`, describeField(fieldSchema)));
  return subcommand.action(async (...given: unknown[]) => {
    const command = given.at(-1) as Command; // commander passes itself last
    const options = command.optsWithGlobals<Chosen>();
    const entry = parseInput(schema, { ...fromFile(options), ...fromOptions(fields, options) }, name);
    const done = await withApplication(async (app) => {
      await requireSecretariat(app.get(Registry), (await actorFor(app, options.as)).id);
      return act(app.get(Instruments), entry, typeof given[0] === 'string' ? given[0] : '');
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
