import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Json, JsonObject } from '../../../kernel/json.js';
import type { CommandSpec } from '../../../kernel/workflow.js';
import { inputSchema } from '../../../platform/openapi/index.js';
import { workflows } from '../../../../workflows/index.js';
import { commandForm } from './command-form.js';
import type { Field } from './field.js';

const ZONE = 'Europe/Brussels';
const commands = workflows.flatMap(({ name, start, commands: others }) =>
  [['open', start] as const, ...Object.entries(others)].map(([command, spec]): [string, CommandSpec] => [
    `${name} ${command}`,
    spec,
  ]),
);

/** Payloads that people really gave, or might have: of the histories of the body, and of the workflows' own examples. */
function payloadsKnown(): { readonly command: string; readonly payload: JsonObject }[] {
  const folder = join(import.meta.dirname, '../../../../workflows/precedents');
  const historySchema = z.object({ steps: z.array(z.looseObject({ do: z.string() })).default([]) });
  const stepSchema = z.object({
    workflow: z.string().optional(),
    case: z.string().optional(),
    command: z.string().optional(),
    payload: z.record(z.string(), z.json()),
  });
  const histories = readdirSync(folder).flatMap((file) => {
    const history = historySchema.safeParse(parse(readFileSync(join(folder, file), 'utf8')));
    const kinds = new Map<string, string>();
    return (history.data?.steps ?? []).flatMap((step) => {
      const found = stepSchema.safeParse(step);
      if (!found.success) return [];
      const { workflow, case: name = '', command, payload } = found.data;
      if (step.do === 'open' && workflow) kinds.set(name, workflow);
      const of = kinds.get(name);
      return of ? [{ command: `${of} ${step.do === 'open' ? 'open' : (command ?? '')}`, payload }] : [];
    });
  });
  const examples = workflows.flatMap(({ name, examples: all }) =>
    all.map(({ payload }) => ({ command: `${name} open`, payload: payload as JsonObject })),
  );
  return [...examples, ...histories];
}

/** Payloads that a schema might take: made of the schema itself, not of the form's fields. */
const drawn = new Map<z.ZodType, readonly JsonObject[]>();
function payloadsOf(schema: z.ZodType): readonly JsonObject[] {
  const known = drawn.get(schema);
  if (known) return known;
  const values = fc.sample(valueOf(inputSchema(schema) as Shape), { numRuns: 25, seed: 2012 });
  const fitting = (values as JsonObject[]).filter((payload) => schema.safeParse(payload).success);
  drawn.set(schema, fitting);
  return fitting;
}

interface Shape {
  readonly type?: string | string[];
  readonly enum?: Json[];
  readonly const?: Json;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly properties?: Record<string, Shape>;
  readonly required?: string[];
  readonly items?: Shape;
  readonly anyOf?: Shape[];
  readonly oneOf?: Shape[];
}

function valueOf(shape: Shape): fc.Arbitrary<Json> {
  const union = shape.anyOf ?? shape.oneOf;
  if (union) return fc.oneof(...union.map(valueOf));
  if (Array.isArray(shape.type)) return fc.oneof(...shape.type.map((type) => valueOf({ ...shape, type })));
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  switch (shape.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: shape.minimum ?? 0, max: Math.min(shape.maximum ?? 30, 5000) });
    case 'array':
      return fc.array(valueOf(shape.items ?? {}), { minLength: shape.minItems ?? 0, maxLength: 3 });
    case 'object':
      return membersOf(shape) as fc.Arbitrary<Json>;
    default:
      return textOf(shape);
  }
}

function membersOf({ properties = {}, required = [] }: Shape): fc.Arbitrary<Record<string, Json>> {
  const members = Object.fromEntries(Object.entries(properties).map(([key, shape]) => [key, valueOf(shape)]));
  return fc.record(members, { requiredKeys: required, noNullPrototype: true });
}

function textOf({ format, pattern }: Shape): fc.Arbitrary<string> {
  const day = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString());
  if (format === 'date') return day.map((text) => text.slice(0, 10));
  if (format === 'date-time')
    return fc.integer({ min: 0, max: 2_000_000_000 }).map((n) => new Date(n * 1000 + (n % 3)).toISOString());
  if (format === 'uri') return fc.constantFrom('https://example.org/a?b=c', 'http://example.org/');
  if (pattern?.startsWith('^\\d{4}-')) return day.map((text) => `${text.slice(0, 10)}T17:00`);
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  return fc.constantFrom('Some words', 'ZWE', 'Europe/Paris', '31-03', 'a-b', '24:00', 'Été, «deux» & trois');
}

/** What another case is told beside the decision (`about`) is that case's matter: no page asks for it, REST takes it as it is. */
function kindsIn(field: Field): readonly string[] {
  if (field.key === 'about') return [];
  if (field.kind === 'group') return field.fields.flatMap(kindsIn);
  if (field.kind === 'either') return field.alternatives.flatMap(({ field: one }) => kindsIn(one));
  return 'item' in field ? [field.kind, ...kindsIn(field.item)] : [field.kind];
}

describe('the form of a command', () => {
  it.each(commands)('of %s asks for everything in parts, and never for JSON', (_name, { payload }) => {
    expect(kindsIn(commandForm(payload).fields)).not.toContain('json');
  });

  const known = payloadsKnown().filter(({ command, payload }) => {
    const spec = commands.find(([name]) => name === command)?.[1];
    return spec?.payload.safeParse(payload).success === true;
  });

  it('is tried with many payloads of many commands', () => {
    expect(known.length).toBeGreaterThan(150);
    expect(new Set(known.map(({ command }) => command)).size).toBeGreaterThan(60);
  });

  it.each(commands)('of %s gives back whatever its schema takes', (name, { payload: schema }) => {
    const form = commandForm(schema);
    for (const payload of payloadsOf(schema)) {
      const typed = form.fill(payload, ZONE);
      const { payload: back, faults } = form.read(typed, ZONE);
      // of a draft that is amended, no member concerned and no case may be left out or be none: the form is filled with what it was, so blank is none
      const asked = name.endsWith('amend-draft')
        ? { memberConcerned: null, about: null, ...payload }
        : payload;
      expect({ faults, value: schema.safeParse(back).data }).toEqual({
        faults: [],
        value: schema.parse(asked),
      });
    }
  });

  it('has been tried with payloads of nearly every command', () => {
    const untried = commands.filter(([, { payload }]) => payloadsOf(payload).length === 0);
    expect(untried.map(([name]) => name)).toEqual([]);
  });

  it.each(known.map(({ command, payload }, index) => [command, index, payload] as const))(
    'of %s gives back payload %i as it was filled in',
    (command, _index, payload) => {
      const schema = commands.find(([name]) => name === command)?.[1].payload ?? z.never();
      const form = commandForm(schema);
      const typed = form.fill(payload, ZONE);
      const reading = form.read(typed, ZONE);
      expect(reading.faults).toEqual([]);
      expect(schema.parse(reading.payload)).toEqual(schema.parse(payload));
    },
  );
});
