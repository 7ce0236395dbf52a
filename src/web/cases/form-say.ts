import type { FormWording } from './form/index.js';

/** Words that all fields of a form share, for the macros of `form-parts.njk`. */
export function formSay({ t }: Pick<FormWording, 't'>, action: string): Readonly<Record<string, string>> {
  const own = ['day', 'month', 'year', 'time', 'add', 'remove', 'given', 'showFields', 'error', 'optional'];
  return { action, ...Object.fromEntries(own.map((name) => [name, t(`cases.form.${name}`)])) };
}
