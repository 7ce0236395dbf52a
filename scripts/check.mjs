/**
 * `npm run check`: format, lint, types, directions of import, generated files. Every step runs, also after one has failed;
 * the output of failed steps is shown whole.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const bin = (name) => resolve(ROOT, 'node_modules/.bin', name);

const STEPS = [
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['lint', bin('eslint'), ['--cache', '--cache-location', '.cache/eslint', '.']],
  ['types', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']],
  [
    'import rules',
    bin('depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src', 'workflows', 'test'],
  ],
  ['generated files', process.execPath, ['scripts/generate-docs.mjs', '--check'], 'scripts/build.mjs'],
];

function run(command, args) {
  return new Promise((done) => {
    execFile(
      command,
      args,
      { cwd: ROOT, maxBuffer: 32 * 1024 * 1024, timeout: 600_000 },
      (error, stdout, stderr) => done({ failed: error !== null, output: `${stdout}${stderr}`.trim() }),
    );
  });
}

async function step([name, command, args, first]) {
  const began = performance.now();
  if (first) await run(process.execPath, [first, '--quiet']);
  const { failed, output } = await run(command, args);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${failed ? 'FAILED' : 'ok    '}  ${name} (${seconds} s)${failed ? `\n${output}\n` : ''}`);
  return failed;
}

const queue = STEPS.filter(
  ([, , [script]]) => !script?.endsWith('.mjs') || existsSync(resolve(ROOT, script)),
);
let failures = 0;
await Promise.all(
  [1, 2].map(async () => {
    for (let next = queue.shift(); next; next = queue.shift()) if (await step(next)) failures += 1;
  }),
);
process.exitCode = failures > 0 ? 1 : 0;
