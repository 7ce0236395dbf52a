/**
 * How jest runs our test files: by its own jest-circus, but in the worker's own realm and with Node's own modules, not in a new virtual
 * machine per file. The program is loaded once per worker rather than once per test file (docs/adr, «Tests share the program»): a
 * module must keep no state between tests, and what a test changes of the process it puts back.
 *
 * @see https://jestjs.io/docs/configuration#testrunner-string
 */
import { createRequire, register } from 'node:module';
import { setInterval } from 'node:timers';
import { pathToFileURL } from 'node:url';
import { mapOf } from './compiled.mjs';
import { giveGlobals } from './jest-globals.mjs';

const require = createRequire(import.meta.url);
const circus = require('jest-circus/runner').default;
const HANDLERS = Symbol.for('EVENT_HANDLERS'); // of jest-circus: an array that would grow with every file
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL'); // of jest-circus: what jest.setTimeout sets

register('./hooks.mjs', import.meta.url);
setInterval(leaveWithJest, 1000).unref();
let runs = 0;

/** Jest is gone, killed perhaps: what a test has started goes with this process, rather than keep it. */
function leaveWithJest() {
  if (process.connected === false) process.exit(1);
}

/** @type {import('jest-runner').TestFramework} */
export default async function runTestFile(globalConfig, config, environment, runtime, testPath, sendMessage) {
  runtime.getSourceMaps().get = mapOf;
  const ownConsole = globalThis.console;
  globalThis.console = environment.global.console;
  delete globalThis[HANDLERS];
  globalThis[TIMEOUT] = config.testTimeout ?? globalConfig.testTimeout;
  runs += 1;
  const native = {
    requireInternalModule: (path) => {
      delete require.cache[path]; // its state is that of one test file
      return require(path);
    },
    requireModule: require,
    setGlobalsForRuntime: (globals) => giveGlobals(globals, environment.moduleMocker),
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path) => import(`${pathToFileURL(path)}?run=${runs}`),
    enterTestCode: () => undefined,
    leaveTestCode: () => undefined,
  };
  try {
    const here = { global: globalThis };
    return await circus(globalConfig, config, here, native, testPath, sendMessage);
  } finally {
    environment.moduleMocker?.restoreAllMocks();
    globalThis.console = ownConsole;
  }
}
