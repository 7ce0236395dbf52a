/** Real Plenaries as recorded facts: each is held again on the statechart of meetings, and its communiqué drafted from the facts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import type { JsonObject } from '../../src/kernel/json.js';
import {
  classOf,
  clauseSchema,
  draftCommunique,
  meetingContextSchema,
  plenaryMeeting,
} from '../../workflows/plenary-meeting/index.js';
import { type Drive, type Persona, given } from '../support/drive.js';

const FOLDER = join(import.meta.dirname, '../../workflows/precedents');
const chair: Persona = { actor: { kind: 'person', id: 'chair', name: 'The Chair' }, roles: ['chair'] };

const fileSchema = z.object({
  kind: z.literal('plenary'),
  name: z.string(),
  sources: z.array(z.string()).min(1),
  meeting: z.object({ at: z.string(), source: z.string().min(3), payload: z.record(z.string(), z.json()) }),
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      source: z.string().nullable(),
      recommendation: z.string().nullable(),
      outcome: z.enum(['consensus', 'no-consensus', 'noted']).nullable(),
      agenda: z.literal('refused').optional(),
    }),
  ),
  clauses: z.array(clauseSchema),
});
type PlenaryFile = z.output<typeof fileSchema>;

function read(name: string): PlenaryFile {
  return fileSchema.parse(parse(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8')));
}

/** Holds the meeting again, from its convening to its published communiqué. */
function held(file: PlenaryFile): Drive {
  const { meeting, items, clauses } = file;
  const drive = given(plenaryMeeting).start(
    { payload: meeting.payload as JsonObject, by: chair },
    meeting.at,
  );
  const brought = items.map(({ id, title, source, recommendation }) => ({
    id,
    title,
    source,
    recommendation,
  }));
  drive.then('add-items', { items: brought }, chair);
  drive.timePasses(meetingContextSchema.parse(drive.context).opensAt.at);
  const refused = items
    .filter((item) => item.agenda === 'refused')
    .map((item) => ({ item: item.id, reason: 'no consensus on the item' }));
  drive.then('adopt-agenda', { refused }, chair);
  for (const { id, outcome } of items)
    if (outcome !== null) drive.then('find', { item: id, result: outcome }, chair);
  return drive
    .then('record-clauses', { clauses: clauses as unknown as JsonObject[] }, chair)
    .then('close', {}, chair)
    .then('adopt-communique', {}, chair)
    .then('publish', {}, chair);
}

describe('the Plenary of', () => {
  it.each([
    ['washington-2012', 60],
    ['johannesburg-2013', 7],
    ['luanda-2015', 5],
    ['gaborone-2022', 4],
  ])(
    '%s is held again without a refusal, and its communiqué has %i paragraphs in order',
    (name, paragraphs) => {
      const file = read(name);
      const drive = held(file);
      expect(drive.state).toBe('published');
      const numbers = draftCommunique(meetingContextSchema.parse(drive.context), {}).map(
        (one) => one.paragraph,
      );
      expect([...new Set(numbers)]).toEqual(Array.from({ length: paragraphs }, (_, index) => index + 1));
    },
  );

  it('Washington rests on typed facts: at most a quarter of its clauses is prose that decides nothing', () => {
    const { clauses } = read('washington-2012');
    const notes = clauses.filter((clause) => clause.fact.kind === 'note');
    expect(notes.length).toBeLessThan(clauses.length / 4);
    expect(notes.filter((clause) => classOf(clause.verb) === 'decides')).toEqual([]);
  });

  it('Gaborone refused an item at the adoption of its agenda', () => {
    const { items } = meetingContextSchema.parse(held(read('gaborone-2022')).context);
    expect(items.filter((item) => item.agenda === 'refused')).toHaveLength(1);
  });
});
