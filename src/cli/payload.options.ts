/** The payload of a command as options of the command line: one for each field, or the whole of it from a file. */
import { type Command, Option } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import { DomainError } from '../kernel/domain-error.js';
import { readInput } from './frame.js';

/** A field of a payload and the option that stands for it. */
interface FieldOption {
  readonly field: string;
  readonly schema: z.ZodType;
  readonly option: Option;
}

/**
 * Adds an option for each field of a payload. A field whose name is an option of this command or of the whole program gets the
 * name with `--payload-` before it; the help says so.
 *
 * @param command the subcommand, with its other options
 * @param payload schema; one that is no plain object has no fields
 * @returns reads the payload out of the given options, over what the file of `--input` holds
 */
export function addPayloadOptions(command: Command, payload: z.ZodType): () => object {
  const taken = optionsOf(command);
  const { shape } = payload as { shape?: Record<string, z.ZodType> }; // a strict object has its fields there
  const fields = Object.entries(shape ?? {}).map(([field, schema]) => fieldOption(field, schema, taken));
  for (const { option } of fields) command.addOption(option);
  return () => {
    const given = command.opts<Record<string, unknown>>();
    return { ...fromFile(given['input']), ...fromOptions(fields, given) };
  };
}

/** @returns the long names that a command or any of its parents has already */
function optionsOf(command: Command): ReadonlySet<string> {
  const names = ['--help'];
  for (let one: Command | null = command; one; one = one.parent)
    names.push(...one.options.flatMap(({ long }) => (long ? [long] : [])));
  return new Set(names);
}

function fieldOption(field: string, schema: z.ZodType, taken: ReadonlySet<string>): FieldOption {
  const name = kebab(field);
  if (!taken.has(`--${name}`))
    return { field, schema, option: new Option(`--${name} <value>`, describeField(schema)) };
  const description = `${describeField(schema)} (the field «${field}»; --${name} is another option)`;
  return { field, schema, option: new Option(`--payload-${name} <value>`, description) };
}

/** @returns the payload in the file that `--input` names, or none */
function fromFile(input: unknown): object {
  if (typeof input !== 'string') return {};
  const payload = readInput(input);
  if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) return payload;
  throw new DomainError('cli.unreadable', 'invalid', `${input} must hold an object of fields.`);
}

function fromOptions(fields: readonly FieldOption[], given: Readonly<Record<string, unknown>>): object {
  const values = fields.flatMap(({ field, schema, option }) => {
    const text = given[option.attributeName()];
    return typeof text === 'string' ? [[field, valueOf(text, schema, option)] as const] : [];
  });
  return Object.fromEntries(values);
}

/** A text is taken as it stands where the field takes a text; otherwise it is read as YAML (numbers, true, {…}, […]). */
function valueOf(text: string, schema: z.ZodType, option: Option): unknown {
  if (schema.safeParse(text).success) return text;
  try {
    return parse(text);
  } catch (cause) {
    const [why] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new DomainError(
      'cli.unreadable',
      'invalid',
      `${option.long ?? option.flags}: «${text}» cannot be read as YAML: ${why ?? ''} Quote it, or put the payload into a file for --input.`,
      {},
      { cause },
    );
  }
}

/** @returns in a word what a field takes */
function describeField(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as {
    type?: string | string[];
    enum?: unknown[];
    properties?: object;
  };
  if (json.enum) return json.enum.join(' | ');
  if (json.properties) return `an object: {${Object.keys(json.properties).join(', ')}}`;
  return [json.type ?? 'a value'].flat().join(' | ');
}

/** @returns an option's name: `ruleSet` is `rule-set` */
function kebab(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
