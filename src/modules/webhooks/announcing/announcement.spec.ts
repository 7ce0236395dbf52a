import { describe, expect, it } from '@jest/globals';
import type { CaseEvent, CaseFile } from '../../../engine/index.js';
import { toInstant } from '../../../kernel/instant.js';
import { type CaseKind, type Readers, readBy } from '../../cases/index.js';
import { PROCEDURES } from '../../written-procedures/index.js';
import { announcementsOf, untold } from './announcement.js';

const at = (day: number) => toInstant(`2012-12-0${day}T09:00:00Z`);
const event = (seq: number, type: string) =>
  ({ seq, type, occurredAt: at(seq), recordedAt: at(seq) }) as CaseEvent; // no more of it is read
const events = [event(1, 'drafted'), event(2, 'launched'), event(3, 'closed')];
const fileOf = (more: object = {}) =>
  ({
    caseId: 'c',
    workflow: 'written-procedure',
    revision: 3,
    ended: false,
    context: { reference: 'KP/1', title: 'The title' },
    description: { status: 'open', needed: '', next: null },
    ...more,
  }) as unknown as CaseFile; // no more of it is read
const kindFor = (readers: Readers, more: Partial<CaseKind> = {}): CaseKind => ({
  ...PROCEDURES,
  ...readBy(() => readers),
  eventReading: () => () => 'whole',
  ...more,
});
const nobody: Readers = { roles: [], parties: [], organs: [] };
const dataOf = (kind: CaseKind | null, file = fileOf()) =>
  announcementsOf(file, kind, events).map(({ body }) => (JSON.parse(body) as { data: object }).data);

describe('what is told of a case', () => {
  const hidden = { title: null, status: null, event: null, reference: 'KP/1' };

  it.each([
    ['for Participants', kindFor({ ...nobody, roles: ['participant'] })],
    ['put to parties', kindFor({ ...nobody, parties: ['GHA', 'CHE'] })],
  ])('%s has title, status and event', (_, kind) => {
    expect(dataOf(kind)[2]).toMatchObject({ title: 'The title', status: 'open', event: 'launched' });
  });

  it.each([
    ['for an organ alone', kindFor({ ...nobody, organs: ['PC'] }), fileOf()],
    ['for Observers alone', kindFor({ ...nobody, roles: ['observer'] }), fileOf()],
    ['that is a draft', kindFor(nobody), fileOf()],
    ['of a kind that nobody knows', null, fileOf()],
    [
      'that is confidential',
      kindFor({ ...nobody, parties: ['GHA'] }),
      fileOf({ context: { reference: 'KP/1', title: 'The title', visibility: 'concerned' } }),
    ],
  ])('%s is that something happened', (_, kind, file) => {
    for (const data of dataOf(kind, file)) expect(data).toMatchObject(hidden);
  });

  it('names no event that a party may not read', () => {
    const kind = kindFor(
      { ...nobody, parties: ['GHA'] },
      {
        eventReading:
          () =>
          ({ type }) =>
            type === 'launched' ? 'hidden' : 'bare',
      },
    );
    expect(dataOf(kind).map((data) => (data as { event: unknown }).event)).toEqual([
      'drafted',
      'drafted',
      null,
      'closed',
    ]);
  });

  it('is that it was opened, each change, and its end; each as of its own time', () => {
    const told = announcementsOf(fileOf({ ended: true }), null, events);
    expect(told.map(({ type, seq }) => [type, seq])).toEqual([
      ['case.opened', 1],
      ['case.changed', 1],
      ['case.changed', 2],
      ['case.changed', 3],
      ['case.ended', 3],
    ]);
    expect(told.map(({ body }) => (JSON.parse(body) as { timestamp: string }).timestamp)).toEqual(
      told.map(({ seq }) => at(seq)),
    );
  });

  it('to an endpoint is what it asked for, from its registration on, and not what it was told', () => {
    const all = announcementsOf(fileOf({ ended: true }), null, events);
    const listener = {
      id: 'e',
      types: ['case.changed', 'case.ended'],
      announcesSince: at(2),
      toldUpTo: 0,
    } as const;
    const numbers = (more: object) =>
      untold({ ...listener, ...more }, all).map(({ seq, type }) => `${seq} ${type}`);
    expect(numbers({})).toEqual(['2 case.changed', '3 case.changed', '3 case.ended']);
    expect(numbers({ toldUpTo: 2 })).toEqual(['3 case.changed', '3 case.ended']);
    expect(numbers({ toldUpTo: 3 })).toEqual([]);
    expect(numbers({ types: ['case.opened'] })).toEqual([]);
    expect(numbers({ types: ['case.opened'], announcesSince: at(1) })).toEqual(['1 case.opened']);
  });
});
