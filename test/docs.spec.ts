import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  POSITION_KINDS,
  payloads,
  procedureContextSchema,
  writtenProcedure,
} from '../workflows/written-procedure/index.js';

const ROOT = join(import.meta.dirname, '..');
const DOCS = join(ROOT, 'docs');
const pages = [
  join(ROOT, 'README.md'),
  ...readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(DOCS, name)),
];
const read = (file: string): string => readFileSync(file, 'utf8');
const nameOf = (file: string): string => relative(ROOT, file);

/** @returns targets of a page's links that lead to files of the project */
function relativeLinks(page: string): string[] {
  const prose = read(page).replaceAll(/```[\s\S]*?```/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** @returns ids of a page's headings as the usual renderers make them */
function anchors(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function leads(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || anchors(file).includes(anchor);
}

describe('the documents', () => {
  it('have no link into the void', () => {
    const broken = pages.flatMap((page) =>
      relativeLinks(page)
        .filter((target) => !leads(page, target))
        .map((target) => `${nameOf(page)}: ${target}`),
    );
    expect(broken).toEqual([]);
    expect(pages.flatMap(relativeLinks).length).toBeGreaterThan(20);
  });

  it('name no script that does not exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read(join(ROOT, 'package.json'))));
    const unknown = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run ([a-z][a-z0-9:-]*)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !Object.hasOwn(scripts, name))
        .map((name) => `${nameOf(page)}: npm run ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('keep a picture of every page that a test looks at', () => {
    const tests = readdirSync(join(ROOT, 'test/web')).map((name) => read(join(ROOT, 'test/web', name)));
    const names = tests.flatMap((text) =>
      [...text.matchAll(/\b(?:look|seen)\(\w+, '([a-z0-9-]+)'/g)].map(([, name = '']) => name),
    );
    expect(names.filter((name) => !existsSync(join(DOCS, 'screens', `${name}.png`)))).toEqual([]);
    expect(names.length).toBeGreaterThan(150);
  });

  it('number each decision once, without gaps, and say context, decision and consequences', () => {
    const decisions = readdirSync(join(DOCS, 'adr')).sort();
    expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, index) => index + 1));
    for (const name of decisions) {
      const text = read(join(DOCS, 'adr', name));
      expect(text).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
      expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
        'Context',
        'Decision',
        'Consequences',
      ]);
    }
  });
});

describe('the glossary', () => {
  const glossary = read(join(DOCS, 'glossary.md'));
  const vocabulary = {
    'kinds of position': POSITION_KINDS,
    'statuses of a position': procedureContextSchema.shape.positions.element.shape.status.options,
    states: Object.keys(writtenProcedure.machine.root.states),
    commands: Object.keys(payloads),
  };

  it.each(Object.entries(vocabulary))('has all %s of the written procedure', (_, words) => {
    expect(words.filter((word) => !glossary.includes(`\`${word}\``))).toEqual([]);
  });
});
