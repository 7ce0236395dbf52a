/** What the form of a command shows: fields with their words and choices, for a case or to open one. */
import type { Json, JsonObject } from '../../kernel/json.js';
import type { SignedInPerson } from '../../platform/http/session.js';
import type { Words } from '../../platform/http/words.js';
import type { Contact } from '../../modules/registry/index.js';
import type { Directory } from './directory.service.js';
import type { CommandForm, FormChoices, FormOption, FormWording } from './form/index.js';
import { CASE_KINDS } from './kinds.js';

/** What the choices of a form are made of. */
export interface ChoiceSource {
  readonly directory: Directory;
  readonly contacts: readonly Contact[];
  /** view of the case; null where one is opened */
  readonly view: JsonObject | null;
  readonly zone: string;
  readonly words: Pick<Words, 't' | 'phraseText'>;
}

/** Names of fields that mean people of the registry. */
const CONTACT = /^(contacts?|contactId|delegate|leader|expert|experts)$/i;
/** Names of fields that mean a party although their schema takes any text. */
const PARTY = /^(party|memberConcerned)$/;
/** Fields that name an entry of the case's memory by another word than the memory's own. */
const ALSO: Readonly<Record<string, string>> = {
  waived: 'steps',
  offer: 'entries',
  request: 'entries',
  window: 'windows',
};
const LONGEST = 110;

/** @returns choices for the form's fields: parties and organs, contacts, kinds of cases, and what the case itself has of that name */
export function choicesOf(source: ChoiceSource): FormChoices {
  const { directory, contacts, view, zone, words } = source;
  const group = (kind: string): string => words.t(`cases.group.${kind}`);
  const codes = [
    ...directory.parties.map(({ code, name, kind }) => ({
      value: code,
      text: `${name} (${code})`,
      group: group(kind),
    })),
    ...directory.organs.map(({ code, name }) => ({
      value: code,
      text: `${name} (${code})`,
      group: group('organ'),
    })),
  ];
  return {
    codes,
    zone,
    of: (key) => {
      if (key === 'workflow')
        return CASE_KINDS.map(({ workflow, noun }) => ({
          value: workflow.name,
          text: words.phraseText(noun),
        }));
      if (PARTY.test(key)) return codes.filter((option) => option.group !== group('organ'));
      if (CONTACT.test(key))
        return contacts.map(({ id, name, party }) => ({
          value: id,
          text: `${name} (${directory.names.get(party) ?? party})`,
        }));
      return view === null ? null : entriesOf(view, key);
    },
  };
}

/** A field `duty` means one of the case's `duties` that are open; `positionId` one of its `positions`. */
function entriesOf(view: JsonObject, key: string): readonly FormOption[] | null {
  const name = key.replace(/Id$/, '');
  const list = [ALSO[name] ?? '', `${name}s`, `${name.replace(/y$/, 'ie')}s`]
    .map((plural) => findList(view, plural, 0))
    .find((found) => found !== null);
  if (!list) return null;
  return list.flatMap((entry) => {
    const { id, closed } = entry;
    if (typeof id !== 'string' || (closed !== null && closed !== undefined)) return [];
    return [{ value: id, text: titleOf(entry, id) }];
  });
}

/** How deep in a memory a list of entries may lie. */
const DEEPEST = 3;

function findList(json: Json, name: string, depth: number): readonly JsonObject[] | null {
  if (name === '' || depth > DEEPEST || typeof json !== 'object' || json === null) return null;
  if (isList(json)) {
    const found = json.flatMap((one) => findList(one, name, depth + 1) ?? []);
    return found.length > 0 ? found : null;
  }
  const object = json as JsonObject; // neither a list nor null
  const own = object[name];
  if (own !== undefined && isList(own)) {
    const objects = own.filter(
      (one): one is JsonObject => typeof one === 'object' && one !== null && !isList(one),
    );
    if (objects.some(({ id }) => typeof id === 'string')) return objects;
  }
  for (const member of Object.values(object)) {
    const found = findList(member, name, depth + 1);
    if (found) return found;
  }
  return null;
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** What an entry is called, with those of whom it is. */
function titleOf(entry: JsonObject, id: string): string {
  const said = ['title', 'what', 'subject', 'text', 'name', 'statement', 'need', 'kind'].flatMap((key) => {
    const value = entry[key];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  const whose = [entry['party'], entry['from'], entry['by']].flatMap((of) =>
    typeof of === 'string'
      ? [of]
      : of !== undefined && isList(of as Json)
        ? (of as readonly Json[]).map(String)
        : [],
  );
  const title = said[0] ?? id;
  const short = title.length > LONGEST ? `${title.slice(0, LONGEST)}…` : title;
  return whose.length > 0 ? `${short} (${whose.join(', ')})` : short;
}

/**
 * What a form is filled with before anything is typed: what the address says (`?duty=…`), the only thing that can be meant, the
 * party the person speaks for, and of a draft that is amended what it is now.
 *
 * @param form of the command
 * @param asked query of the page's address
 * @param source as for the choices
 * @param about name of the command, and who gives it
 */
export function prefilled(
  form: CommandForm,
  asked: Readonly<Record<string, unknown>>,
  { view }: Pick<ChoiceSource, 'view'>,
  about: { readonly command: string; readonly person: SignedInPerson; readonly isDelegate: boolean },
): JsonObject {
  const members = form.fields.fields.flatMap((field): [string, Json][] => {
    const { key, kind } = field;
    const given = asked[key];
    if (typeof given === 'string' && ['text', 'code', 'choice'].includes(kind)) return [[key, given]];
    const present = view?.[key];
    if (about.command === 'amend-draft' && present !== undefined) return [[key, present]];
    if (
      kind === 'code' &&
      about.isDelegate &&
      ['by', 'raisedBy', 'reportedBy', 'party', 'member', 'participant'].includes(key)
    )
      return [[key, about.person.party]];
    if (kind !== 'text' || view === null) return [];
    const [only, ...others] = key === 'duty' ? (entriesOf(view, key) ?? []) : [];
    return only && others.length === 0 ? [[key, only.value]] : [];
  });
  return Object.fromEntries(members);
}

/** Words that all fields of a form share, for the macros of `form-parts.njk`. */
export function formSay({ t }: Pick<FormWording, 't'>, action: string): Readonly<Record<string, string>> {
  const own = ['day', 'month', 'year', 'time', 'add', 'remove', 'given', 'showFields', 'error', 'optional'];
  return { action, ...Object.fromEntries(own.map((name) => [name, t(`cases.form.${name}`)])) };
}
