/** What a form offers to choose from: parties and organs, contacts, kinds of cases, and what the case itself has. */
import type { Json, JsonObject } from '../../kernel/json.js';
import type { Words } from '../../platform/http/words.js';
import type { Contact } from '../../modules/registry/index.js';
import type { Directory } from './directory.service.js';
import type { FormChoices, FormOption } from './form/index.js';
import { CASE_KINDS } from '../../modules/case-kinds/index.js';

/** What the choices of a form are made of. */
export interface ChoiceSource {
  readonly directory: Directory;
  /** everybody of the registry */
  readonly contacts: readonly Contact[];
  /** codes of those that the case waits for, or is about: of a list of contacts, theirs are offered */
  readonly concerned: readonly string[];
  /** view of the case; null where one is opened */
  readonly view: JsonObject | null;
  readonly zone: string;
  readonly words: Pick<Words, 't' | 'phraseText' | 'partyName' | 'compare'>;
}

/** Names of fields that mean people of the registry. */
const CONTACT = /^(contacts|contactId)$/;
/** Names of fields that mean a party although their schema takes any text. */
const PARTY = /^(party|memberConcerned)$/;
/** Fields that name an entry of the case's memory by another word than the memory's own. */
const ALSO: Readonly<Record<string, string>> = {
  waived: 'steps',
  offer: 'entries',
  request: 'entries',
  window: 'windows',
};
/** Names of inputs that mean an entry of another case. */
const ELSEWHERE = /origin\./;
const LONGEST = 110;

/** @returns choices for the form's fields: parties and organs, contacts, kinds of cases, and what the case itself has of that name */
export function choicesOf(source: ChoiceSource): FormChoices {
  const { directory, view, zone, words } = source;
  const group = (kind: string): string => words.t(`cases.group.${kind}`);
  const parties = directory.parties.map(({ code, name, kind }) => ({
    value: code,
    text: `${words.partyName(code, name)} (${code})`,
    kind,
  }));
  const nameOf = new Map(directory.parties.map(({ code, name }) => [code, words.partyName(code, name)]));
  const kinds = [...new Set(parties.map(({ kind }) => kind))]; // in the directory's order; within each by name
  const codes = [
    ...kinds.flatMap((kind) =>
      parties
        .filter((party) => party.kind === kind)
        .sort((one, other) => words.compare(one.text, other.text))
        .map(({ value, text }) => ({ value, text, group: group(kind) })),
    ),
    ...directory.organs.map(({ code, name }) => ({
      value: code,
      text: `${words.phraseText(name)} (${code})`,
      group: group('organ'),
    })),
  ];
  return {
    codes,
    zone,
    of: (key, name) => {
      if (key === 'workflow')
        return CASE_KINDS.map(({ workflow, noun }) => ({
          value: workflow.name,
          text: words.phraseText(noun),
        }));
      if (PARTY.test(key)) return codes.filter((option) => option.group !== group('organ'));
      if (CONTACT.test(key))
        return peopleFor(key, source).map(({ id, name, party }) => ({
          value: id,
          text: `${name} (${nameOf.get(party) ?? party})`,
        }));
      return view === null || ELSEWHERE.test(name) ? null : entriesOf(view, key);
    },
  };
}

/** A list may leave anybody out, so it offers few; one contact may be anybody. */
function peopleFor(key: string, { contacts, concerned }: ChoiceSource): readonly Contact[] {
  return key === 'contacts' ? contacts.filter(({ party }) => concerned.includes(party)) : contacts;
}

/**
 * @param view of the case
 * @param key name of a field
 * @returns what the field can mean: `duty` is one of the case's `duties` that are open, `positionId` one of its `positions`; null where the case has
 *   nothing of that name
 */
export function entriesOf(view: JsonObject, key: string): readonly FormOption[] | null {
  const name = key.replace(/Id$/, '');
  const list = [ALSO[name] ?? '', `${name}s`, `${name}es`, `${name.replace(/y$/, 'ie')}s`]
    .map((plural) => findList(view, plural, 0))
    .find((found) => found !== null);
  if (!list) return null;
  return list.flatMap((entry) => {
    const { id, closed } = entry;
    if (typeof id !== 'string') return [];
    if (key === 'duty' && closed !== null && closed !== undefined) return [];
    if (ALSO[name] === 'entries' && !id.startsWith(`${name}-`)) return [];
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
