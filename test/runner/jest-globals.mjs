/** What test files and their support import as `@jest/globals`: always that of the test file that is running. */

const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');
let globals = {};

/** @param given by jest-circus for the next test file @param mocker of jest's environment, for `jest.spyOn` and `jest.fn` */
export function giveGlobals(given, mocker) {
  const jest = {
    fn: (implementation) => mocker.fn(implementation),
    spyOn: (object, method, access) => mocker.spyOn(object, method, access),
    restoreAllMocks: () => mocker.restoreAllMocks(),
    setTimeout: (ms) => {
      globalThis[TIMEOUT] = ms;
    },
  };
  globals = { ...given, jest };
}

/** Forwards calls (`it(…)`) and members (`it.each`, `expect.any`) to the present one. */
const present = (name) =>
  new Proxy(function forwards() {}, {
    apply: (_target, _self, args) => globals[name](...args),
    get: (_target, key) => globals[name][key],
  });

export const afterAll = present('afterAll');
export const afterEach = present('afterEach');
export const beforeAll = present('beforeAll');
export const beforeEach = present('beforeEach');
export const describe = present('describe');
export const expect = present('expect');
export const it = present('it');
export const jest = present('jest');
export const test = present('test');
