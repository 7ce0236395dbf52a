/**
 * Everything that must hold: `npm run check` first (format, lint, types, directions of import, generated files), then every
 * test. The last line is «N passed, N failed»; a failed check, and a test file that does not load, count as one failure each.
 *
 * node scripts/test.mjs [--no-check] [arguments of jest]
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Runs a program with our own output; a signal to us is passed on, so that it can stop what it started. */
function run(program, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    const passOn = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, passOn);
    child.once('error', fail);
    child.once('exit', (code, signal) => {
      for (const one of ['SIGINT', 'SIGTERM']) process.off(one, passOn);
      done(signal ? 1 : (code ?? 1));
    });
  });
}

/** What jest counted; no report at all (its servers did not start, say) is one failure. */
async function counts(report, code) {
  const result = await readFile(report, 'utf8').then(JSON.parse, () => null);
  if (!result) return { passed: 0, failed: 1 };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return { passed: result.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

async function runJest(args) {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-report-'));
  const report = join(folder, 'jest.json');
  try {
    const jest = [join(ROOT, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${report}`, ...args];
    const code = await run(process.execPath, jest, { stdio: ['inherit', 'ignore', 1] }); // all on standard output
    return await counts(report, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const args = process.argv.slice(2).filter((arg) => arg !== '--no-check');
const checks = process.argv.includes('--no-check') ? 0 : await run('npm', ['run', '--silent', 'check']);
const { passed, failed } = await runJest(args);
if (checks !== 0) console.log('\nnpm run check failed, see the top of this output: counted as one failure.');
const failures = failed + (checks === 0 ? 0 : 1);
console.log(`\n${passed} passed, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
