import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { WorkflowDefinition } from '../../src/kernel/workflow.js';
import {
  LANGUAGES,
  type Language,
  Phrases,
  readCatalogs,
  textFolders,
} from '../../src/platform/language/index.js';
import { sentencesOf, titlesOf } from '../support/said-by-workflows.js';

const ROOT = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const make = (root: string, ...args: string[]) =>
  run(process.execPath, [join(ROOT, 'scripts/new-workflow.mjs'), ...args, '--root', root], {
    timeout: 60_000,
  });
const refusedWith = async (root: string, ...args: string[]): Promise<[number, string]> => {
  try {
    await make(root, ...args);
    return [0, ''];
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string }; // what execFile rejects with
    return [code, stderr];
  }
};

describe('npm run new:workflow', () => {
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'plenum-new-workflow-'));
    await cp(join(ROOT, 'workflows'), join(root, 'workflows'), { recursive: true });
    for (const shared of ['src', 'test', 'node_modules'])
      await symlink(join(ROOT, shared), join(root, shared));
    for (const file of ['package.json', 'tsconfig.json', '.prettierrc.json'])
      await cp(join(ROOT, file), join(root, file));
  });

  afterAll(() => rm(root, { recursive: true, force: true }));

  it('makes a workflow that is typed, sound and listed, and touches its own folder and the list alone', async () => {
    const before = await readdir(join(root, 'workflows'), { recursive: true });
    await make(root, 'site-visit', '--title', 'Visit of a mining site');

    const added = (await readdir(join(root, 'workflows'), { recursive: true })).filter(
      (file) => !before.includes(file),
    );
    expect(added.filter((file) => !file.startsWith('site-visit'))).toEqual([]);
    const [old, now] = await Promise.all(
      [ROOT, root].map((at) => readFile(join(at, 'workflows/index.ts'), 'utf8')),
    );
    const lines = now?.split('\n').filter((line) => !old?.split('\n').includes(line));
    expect(lines).toEqual(["import { siteVisit } from './site-visit/index.js';", '  siteVisit,']);

    const files = added.filter((file) => file.endsWith('.ts')).map((file) => join('workflows', file));
    await writeFile(
      join(root, 'tsconfig.new.json'),
      JSON.stringify({ extends: './tsconfig.json', compilerOptions: { noEmit: true }, files, include: [] }),
    );
    await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.new.json'], {
      cwd: root,
      timeout: 110_000,
    });

    const { siteVisit } = (await import(join(root, 'workflows/site-visit/index.ts'))) as {
      siteVisit: WorkflowDefinition;
    }; // what the index of a workflow exports
    expect(() => requireSound(siteVisit)).not.toThrow();
    expect(siteVisit.presented).toEqual({ collection: 'site-visits', noun: 'site visit' });
  });

  it('says nothing that has no phrase in every language, and no phrase that another file has', async () => {
    const { siteVisit } = (await import(join(root, 'workflows/site-visit/index.ts'))) as {
      siteVisit: WorkflowDefinition;
    }; // what the index of a workflow exports
    const folder = join(root, 'workflows/site-visit');
    const catalogs = readCatalogs([...textFolders(), folder]);
    const french = new Phrases(catalogs.fr.phrases);
    const [example] = siteVisit.examples;
    const said = [...titlesOf(siteVisit), ...(example ? sentencesOf(siteVisit, example) : [])];
    expect(said).toContain('submit what the site visit asks for');
    expect(said.filter((text) => french.find(text) === null)).toEqual([]);
    const own = readCatalogs([folder]);
    const keys = (language: Language): string[] => [...own[language].phrases.keys()].sort();
    expect(keys('fr')).toContain('Visit of a mining site');
    for (const language of LANGUAGES.filter((one) => one !== 'en'))
      expect(keys(language)).toEqual(keys('fr'));
  });

  it('reads the phrases of a workflow from its own folder, as it reads those of modules and pages', () => {
    expect(textFolders()).toContain(join(ROOT, 'workflows/admission'));
  });

  it.each([
    ['a name that is none', ['Site_Visit', '--title', 'x'], 'lower-case words joined by hyphens'],
    ['a workflow that is there', ['anomaly', '--title', 'x'], 'is there already'],
    ['a collection that is taken', ['organ', '--title', 'x'], 'give another --collection'],
    ['no title', ['some-thing'], '--title'],
    [
      'a title that would break out of its quotes',
      ['some-thing', '--title', "x'; y"],
      '--title is empty or holds a quote',
    ],
  ])('refuses %s, says why, and leaves nothing behind', async (_what, args, message) => {
    const before = await readdir(join(root, 'workflows'));
    const [code, stderr] = await refusedWith(root, ...args);
    expect([code, stderr.includes(message)]).toEqual([2, true]);
    expect(await readdir(join(root, 'workflows'))).toEqual(before);
  });
});
