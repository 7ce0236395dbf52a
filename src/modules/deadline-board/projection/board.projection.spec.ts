import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../../engine/index.js';
import type { CaseId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import { waitsFor } from '../../../kernel/waiting.js';
import type { WaitingFor, WorkflowDefinition } from '../../../kernel/workflow.js';
import { letterWorkflow as letter } from '../../../../test/support/letter.workflow.js';
import { workflows } from '../../../../workflows/index.js';
import { type CaseKind, readBy } from '../../cases/index.js';
import { kindOf } from '../../case-kinds/index.js';
import { askerTokens, boardRows } from './board.projection.js';

const SINCE = '2013-01-01T00:00:00.000Z' as Instant;
const ASOF = '2013-02-01T00:00:00.000Z';
const file = (changes: Partial<CaseFile> = {}): CaseFile => ({
  caseId: '00000000-0000-7000-8000-000000000001' as CaseId,
  workflow: 'letter',
  version: 1,
  state: 'open',
  stateValue: 'open',
  context: { caseId: 'x', asOf: ASOF, reference: 'KP/1', title: 'A case', secret: 3 },
  revision: 4,
  ended: false,
  historical: false,
  health: 'sound',
  trouble: null,
  createdAt: SINCE,
  timers: [],
  description: { status: 'open', needed: 'Something.', next: null },
  allowed: [],
  ...changes,
});
const thing = (changes: Partial<WaitingFor> = {}): WaitingFor =>
  waitsFor({ key: 'report', what: 'a report', on: ['GHA'], since: SINCE, ...changes });
const waitingFor = (waiting?: (context: JsonObject) => readonly WaitingFor[]): WorkflowDefinition => ({
  ...letter,
  describe: ({ context }) => ({ status: 'open', needed: `${String(context['secret'])} things.`, next: null }),
  ...(waiting ? { waiting: ({ context }) => waiting(context) } : {}),
});
const kind = (memoryFor?: CaseKind['memoryFor']): CaseKind => ({
  workflow: letter,
  collection: 'letters',
  noun: 'letter',
  view: () => ({}),
  ...readBy(() => ({ roles: ['participant'], parties: ['GHA'], organs: ['CKR'] })),
  ...(memoryFor ? { memoryFor } : {}),
});
const READERS = ['organ:CKR', 'party:GHA', 'role:participant'];

describe('what the board keeps of a case', () => {
  it('is a row for each thing it waits for', () => {
    const definition = waitingFor(() => [
      thing(),
      thing({ key: 'fee', on: ['CAN', 'CAN'], unreachable: ['CAN', 'XXX'] }),
    ]);
    const rows = boardRows(file(), definition, kind());
    expect(
      rows.map(({ key, waitsOn, unreachable, readers }) => [key, waitsOn, unreachable, readers]),
    ).toEqual([
      ['report', ['GHA'], [], READERS],
      ['fee', ['CAN'], ['CAN'], READERS],
    ]);
    expect(rows[0]).toMatchObject({
      reference: 'KP/1',
      title: 'A case',
      status: 'open',
      since: SINCE,
      endedAt: null,
    });
  });

  it.each<[string, WorkflowDefinition, Partial<CaseFile>]>([
    ['its workflow does not say what it waits for', waitingFor(), {}],
    ['it waits for nothing', waitingFor(() => []), {}],
    ['it has ended', waitingFor(() => [thing()]), { ended: true }],
  ])('is one row by its description where %s', (_what, definition, changes) => {
    const [row, ...others] = boardRows(file(changes), definition, kind());
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      key: '',
      what: '3 things.',
      waitsOn: [],
      since: ASOF,
      dueAt: null,
      endedAt: changes.ended ? ASOF : null,
    });
  });

  it('is for the offices alone where it counts or names what is hidden from some', () => {
    const counting = waitingFor((context) => [
      thing(),
      thing({ key: 'all', what: `${String(context['secret'])} reports` }),
    ]);
    const hiding = kind((_asker, { context }) => ({ ...context, secret: 0 }));
    const readers = (definition: WorkflowDefinition, of: CaseKind | null) =>
      boardRows(file(), definition, of).map((row) => row.readers);
    expect(readers(counting, hiding)).toEqual([READERS, []]);
    expect(readers(counting, kind())).toEqual([READERS, READERS]);
    expect(readers(waitingFor(), hiding)).toEqual([[]]); // the description counts
    expect(readers(counting, null)).toEqual([[], []]);
  });

  it('refuses two things under one key: one would hide the other', () => {
    expect(() =>
      boardRows(
        file(),
        waitingFor(() => [thing(), thing()]),
        null,
      ),
    ).toThrow(/twice under the key «report»/);
  });

  it('knows a person by role, party and organs', () => {
    expect(askerTokens({ roles: ['observer'], party: 'WDC', organs: ['CKR'] })).toEqual([
      'role:observer',
      'party:WDC',
      'organ:CKR',
    ]);
    expect(askerTokens({ roles: [], party: '' })).toEqual([]);
  });
});

describe('every workflow', () => {
  it.each(workflows.map(({ name }) => name))(
    '%s has its kind on the board, which says by data who may read it',
    (name) => {
      expect({ name, readers: typeof kindOf(name)?.readers }).toEqual({ name, readers: 'function' });
    },
  );
});
