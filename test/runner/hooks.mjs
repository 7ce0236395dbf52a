/** Node's module hooks for tests: TypeScript is compiled as it is read, `./x.js` beside an `x.ts` is that, `@jest/globals` is ours. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, isTypeScript } from './compiled.mjs';

const GLOBALS = new URL('./jest-globals.mjs', import.meta.url).href;

export async function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true };
  if (isTypeScript(context.parentURL ?? '') && specifier.startsWith('.') && specifier.endsWith('.js')) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(url)) return { url: url.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!isTypeScript(url)) return next(url, context);
  return { format: 'module', source: compile(fileURLToPath(url)), shortCircuit: true };
}
