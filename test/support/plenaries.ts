/** The recorded Plenaries of workflows/precedents, held again on the statechart, and their communiqués as documents. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse } from 'yaml';
import type { Instant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import {
  type CommuniqueDocument,
  type CommuniqueHeading,
  type NamedParty,
  communiqueDocument,
  namesOf,
} from '../../src/modules/communique/index.js';
import {
  type MeetingContext,
  draftCommunique,
  meetingContextSchema,
  plenaryMeeting,
} from '../../workflows/plenary-meeting/index.js';
import { type Drive, type Persona, given } from './drive.js';

const ROOT = join(import.meta.dirname, '../..');

export const chair: Persona = {
  actor: { kind: 'person', id: 'chair', name: 'The Chair' },
  roles: ['chair', 'secretariat'],
};

interface PlenaryFile {
  readonly meeting: { readonly at: string; readonly payload: JsonObject };
  readonly items: readonly (JsonObject & {
    readonly id: string;
    readonly outcome: string | null;
    readonly agenda?: string;
  })[];
  readonly clauses: readonly JsonObject[];
}

/**
 * Holds a recorded Plenary again until its clauses are recorded.
 *
 * @param name of its file, such as `washington-2012`
 */
export function inSession(name: string): Drive {
  const text = readFileSync(join(ROOT, `workflows/precedents/${name}.yaml`), 'utf8');
  const { meeting, items, clauses } = parse(text) as PlenaryFile; // the files' own shape; what is wrong in it, the machine refuses
  const drive = given(plenaryMeeting).start({ payload: meeting.payload, by: chair }, meeting.at);
  const brought = items.map(({ id, title, source, recommendation }) => ({
    id,
    title,
    source,
    recommendation,
  }));
  drive.then('add-items', { items: brought as JsonObject[] }, chair);
  drive.timePasses(memory(drive).opensAt.at);
  const refused = items
    .filter(({ agenda }) => agenda === 'refused')
    .map(({ id }) => ({ item: id, reason: 'no consensus' }));
  drive.then('adopt-agenda', { refused }, chair);
  for (const { id, outcome } of items)
    if (outcome !== null) drive.then('find', { item: id, result: outcome }, chair);
  return drive.then('record-clauses', { clauses: [...clauses] }, chair);
}

/** @returns a meeting's memory, typed */
export function memory(drive: Drive): MeetingContext {
  return meetingContextSchema.parse(drive.context);
}

/** Names of all parties of the start data, and of the organs. */
export const KP_NAMES = namesOf(
  parseCsv<NamedParty>(readFileSync(join(ROOT, 'data/kp/parties.csv'), 'utf8'), { columns: true }),
);

/** @returns the communiqué of a meeting as a document, with the marks of a draft or without */
export function documentOf(context: MeetingContext, marked = false): CommuniqueDocument {
  const { adoptedAt, publishedAt, statement } = context.communique;
  const heading: CommuniqueHeading = {
    ...context,
    from: context.opensAt.wallTime.slice(0, 10),
    to: context.endsAt.wallTime.slice(0, 10),
    status: publishedAt ? 'published' : adoptedAt ? 'adopted' : 'draft',
    asOf: context.asOf as Instant, // the schema checks the form of instants
    adoptedAt: adoptedAt as Instant | null,
    publishedAt: publishedAt as Instant | null,
    statement,
  };
  return communiqueDocument(heading, draftCommunique(context, KP_NAMES), marked);
}
