/** Faults that a schema or the engine finds in a payload, at the inputs they come from, in words for whoever typed. */
import type { z } from 'zod';
import type { Words } from './leaves.js';
import type { FormFault, RawReading } from './read.js';

type Issue = z.core.$ZodIssue;
/** How zod's own messages begin; whatever else is there was written by a workflow, in a sentence. */
const OWN_WORDS = /^(Invalid|Too |Unrecognized|Expected)/;

/**
 * @param reading of the form
 * @param issues that the schema has with its payload
 * @returns every fault; of two at one field what the form itself could not read comes first
 */
export function faultsOf(reading: RawReading, issues: readonly Issue[]): readonly FormFault[] {
  const faults = [...reading.faults];
  for (const issue of issues) {
    const name = placeOf(reading, issue.path.map(String).join('.'));
    if (!faults.some((fault) => fault.name === name)) faults.push({ name, words: wordsOf(issue) });
  }
  return faults;
}

/**
 * @param path in the payload, such as `texts.0.body`
 * @returns name of the field it was typed into, or of the one around it; empty where the form has none
 */
export function placeOf({ places }: Pick<RawReading, 'places'>, path: string): string {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = places.get(parts.slice(0, length).join('.'));
    if (found !== undefined) return found;
  }
  return '';
}

function wordsOf(issue: Issue): Words {
  if (!OWN_WORDS.test(issue.message)) return { text: issue.message };
  switch (issue.code) {
    case 'too_small':
      return sized('Small', issue.origin, Number(issue.minimum));
    case 'too_big':
      return sized('Big', issue.origin, Number(issue.maximum));
    case 'invalid_value':
    case 'invalid_union':
      return { key: 'cases.fault.choose' };
    case 'invalid_type':
      return { key: issue.input === undefined ? 'cases.fault.missing' : 'cases.fault.form' };
    default:
      return { key: 'cases.fault.form' };
  }
}

function sized(which: 'Small' | 'Big', origin: string, n: number): Words {
  if (which === 'Small' && origin === 'string' && n === 1) return { key: 'cases.fault.missing' };
  const of = origin === 'string' ? 'text' : origin === 'array' ? 'list' : 'number';
  return { key: `cases.fault.${of}Too${which}`, values: { n } };
}
