/** Which entry is meant, and why it cannot be taken up. */
import { refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import type { AssistanceContext, Entry } from './technical-assistance.context.js';
import { openEntries } from './technical-assistance.rules.js';

type Year = AssistanceContext;

/** @returns the request or offer of this id; undefined where there is none */
export function entryOf({ entries }: Year, id: string): Entry | undefined {
  return entries.find((one) => one.id === id);
}

/** @returns a refusal where nobody can take it up, naming those that are open; or null */
export function refusalOfEntry(context: Year, id: string, field: string): Refusal | null {
  const open = openEntries(context).map((one) => one.id);
  if (open.includes(id)) return null;
  return refuse(
    'assistance.not-open',
    `${id} is not open: it is unknown, matched, or closed. Open are: ${open.join(', ') || 'none'}.`,
    field,
  );
}
