/** What a form is filled with before anything is typed. */
import { z } from 'zod';
import type { Json, JsonObject } from '../../kernel/json.js';
import { entriesOf } from './choices.js';
import type { CommandForm, Field } from './form/index.js';

/** What there is to go by. */
export interface KnownBefore {
  /** name of the command */
  readonly command: string;
  /** query of the page's address: `?duty=annual-report` */
  readonly asked: Readonly<Record<string, unknown>>;
  /** view of the case; null where one is opened */
  readonly view: JsonObject | null;
  /** code of the party that whoever gives it speaks for; null for an office, which speaks for others too */
  readonly speaksFor: string | null;
}

/** Fields that mean whoever gives the command. */
const OWN = new Set(['by', 'raisedBy', 'reportedBy', 'party', 'member', 'participant']);
const dutiesSchema = z.object({
  duties: z.array(z.object({ id: z.string(), from: z.array(z.string()), closed: z.unknown() })),
});

/**
 * What the address says; the only thing that can be meant; whom it is due of, or the party the person speaks for; and of a draft that is
 * amended what it is now.
 *
 * @param form of the command
 * @param known before anything is typed
 * @returns members of the payload
 */
export function prefilled(form: CommandForm, known: KnownBefore): JsonObject {
  const { fields } = form.fields;
  const chosen = fields.some(({ key }) => key === 'duty') ? dutyOf(known) : null;
  return Object.fromEntries(
    fields.flatMap((field): [string, Json][] => {
      const value = valueOf(field, known, chosen);
      return value === undefined ? [] : [[field.key, value]];
    }),
  );
}

function valueOf({ key, kind }: Field, known: KnownBefore, duty: string | null): Json | undefined {
  const { asked, view, command, speaksFor } = known;
  const given = asked[key];
  if (typeof given === 'string' && (kind === 'text' || kind === 'code' || kind === 'choice')) return given;
  if (command === 'amend-draft') return view?.[key];
  if (key === 'duty') return duty ?? undefined;
  if (kind !== 'code' || !OWN.has(key)) return undefined;
  return speaksFor ?? (key === 'by' ? onlyOwing(known, duty) : undefined);
}

/** The duty that the address names, or the only one that is open. */
function dutyOf({ asked, view }: KnownBefore): string | null {
  const named = asked['duty'];
  if (typeof named === 'string') return named;
  const [only, ...others] = view === null ? [] : (entriesOf(view, 'duty') ?? []);
  return only && others.length === 0 ? only.value : null;
}

/** An office writes down what the one party of whom it is due has said. */
function onlyOwing({ view, command }: KnownBefore, duty: string | null): string | undefined {
  const found = command === 'answer' ? dutiesSchema.safeParse(view) : null;
  const [only, ...others] =
    found?.data?.duties.find(({ id, closed }) => id === duty && closed === null)?.from ?? [];
  return others.length === 0 ? only : undefined;
}
