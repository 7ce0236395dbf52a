/** Communiqués of the recorded Plenaries, and of any meeting in a test, as documents. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
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
} from '../../workflows/plenary-meeting/index.js';
import type { Drive } from './drive.js';

const ROOT = join(import.meta.dirname, '../..');

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
  const { adoptedAt, publishedAt, statedAt, statement } = context.communique;
  const heading: CommuniqueHeading = {
    ...context,
    from: context.opensAt.wallTime.slice(0, 10),
    to: context.endsAt.wallTime.slice(0, 10),
    status: publishedAt ? 'published' : adoptedAt ? 'adopted' : 'draft',
    asOf: context.asOf,
    adoptedAt,
    publishedAt,
    statedAt,
    statement,
  };
  return communiqueDocument(heading, draftCommunique(context, KP_NAMES), marked);
}
