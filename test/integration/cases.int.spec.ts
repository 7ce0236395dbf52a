/** The desk: references, what is read of a history and by whom, look-ups, and the same by command line. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { DataSource, type EntityManager } from 'typeorm';
import { Engine } from '../../src/engine/index.js';
import { listCases } from '../../src/engine/stores/case.store.js';
import { addGlobalOptions } from '../../src/cli/frame.js';
import { addPlenaryCommands } from '../../src/cli/plenary.commands.js';
import { addProcedureCommands } from '../../src/cli/procedure.commands.js';
import { addReadingCommands } from '../../src/cli/reading.commands.js';
import { type CommandId, newId } from '../../src/kernel/ids.js';
import type { Instant } from '../../src/kernel/instant.js';
import { brokenProcedures } from '../../src/modules/plenary/carried-items.js';
import { type TestApp, startTestApp } from '../support/app.js';

const MEETINGS = '/api/v1/meetings';
const at = (reference: string): string => `${MEETINGS}/${encodeURIComponent(reference)}`;
const convene = (reference: string, year = 2012) => ({
  reference,
  title: `Meeting ${reference}`,
  place: 'Accra',
  zone: 'Africa/Accra',
  opensAt: { wallTime: `${year}-11-27T09:00`, zone: 'Africa/Accra' },
  endsAt: { wallTime: `${year}-11-30T18:00`, zone: 'Africa/Accra' },
});
/** A meeting that nobody is written to. */
const organ = (reference: string) => ({ ...convene(reference), type: 'organ', organs: ['WGM'] });
const DRAFT = {
  reference: 'KP/WP/50',
  title: 'Any',
  subject: 'Any',
  texts: [{ language: 'en', body: 'The Participants decide.' }],
};
const CHAIR = { kind: 'person', id: 'USA-1', name: 'The Chair', party: 'USA' } as const;

interface Outcome {
  readonly caseId: string;
  readonly code?: string;
  readonly detail?: string;
}
interface History {
  readonly events: readonly { readonly seq: number; readonly type: string; readonly data: object }[];
  readonly refused: readonly { readonly command: string; readonly payload: object }[];
}

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp('2012-08-01T09:00:00.000Z');
}, 60_000);
afterAll(() => t.close(), 180_000);

describe('a reference', () => {
  it('in use by a meeting is refused when another is convened, and leaves nothing behind', async () => {
    expect((await t.post('USA-1', MEETINGS, organ('R/1'))).status).toBe(201);
    expect(await t.post('USA-1', MEETINGS, organ('R/1'))).toMatchObject({
      status: 409,
      body: { code: 'case.reference-in-use', detail: expect.stringContaining('R/1') },
    });
    expect((await t.get<object[]>('USA-1', MEETINGS)).body).toHaveLength(1);
    expect((await t.get('USA-1', at('R/1'))).status).toBe(200);
  });

  it('stays in use when its meeting was cancelled', async () => {
    await t.post('USA-1', MEETINGS, organ('R/2'));
    expect((await t.post('USA-1', `${at('R/2')}/cancel`, { reason: 'A mistake.' })).status).toBe(200);
    expect((await t.post('USA-1', MEETINGS, organ('R/2'))).status).toBe(409);
  });

  it('given twice by one command, repeated under its key, is one meeting', async () => {
    const key = { 'idempotency-key': 'convene-once' };
    const [first, second] = [
      await t.post<Outcome>('USA-1', MEETINGS, organ('R/3'), key),
      await t.post<Outcome>('USA-1', MEETINGS, organ('R/3'), key),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.caseId).toBe(first.body.caseId);
  });

  it('wanted by eight at once is given to exactly one', async () => {
    const wanted = Array.from({ length: 8 }, () => t.post('USA-1', MEETINGS, organ('R/4')));
    const statuses = (await Promise.all(wanted)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  it('is refused to an imported meeting too', async () => {
    const imported = await t.app.get(Engine).start({
      workflow: 'plenary-meeting',
      commandId: newId<CommandId>(),
      actor: CHAIR,
      payload: organ('R/1'),
      asOf: '2012-06-01T09:00:00.000Z' as Instant,
      historical: true,
    });
    expect(imported).toMatchObject({ status: 'refused', refusal: { code: 'case.reference-in-use' } });
  });

  it('may be that of a case of another workflow', async () => {
    expect((await t.post('USA-1', '/api/v1/written-procedures', { ...DRAFT, reference: 'R/1' })).status).toBe(
      201,
    );
  });

  it('in use by a procedure is refused to a draft, and to one renamed', async () => {
    const base = '/api/v1/written-procedures';
    expect((await t.post('USA-1', base, DRAFT)).status).toBe(201);
    expect(await t.post('USA-1', base, DRAFT)).toMatchObject({ body: { code: 'case.reference-in-use' } });
    const other = (await t.post<Outcome>('USA-1', base, { ...DRAFT, reference: 'KP/WP/51' })).body.caseId;
    expect(await t.post('USA-1', `${base}/${other}/amend-draft`, { reference: 'KP/WP/50' })).toMatchObject({
      status: 409,
      body: { code: 'case.reference-in-use' },
    });
    expect(
      (await t.post('USA-1', `${base}/${other}/amend-draft`, { reference: 'KP/WP/51', title: 'New' })).status,
    ).toBe(200);
  });

  it('that two cases of earlier days have is refused as ambiguous, naming both', async () => {
    const ids = [];
    for (const reference of ['R/5', 'R/6'])
      ids.push((await t.post<Outcome>('USA-1', MEETINGS, organ(reference))).body.caseId);
    await t.app
      .get(DataSource)
      .query(
        `update case_file set snapshot = jsonb_set(snapshot, '{context,reference}', '"R/5"') where id = $1`,
        [ids[1]],
      );
    const { status, body } = await t.post<Outcome>('USA-1', `${at('R/5')}/cancel`, { reason: 'Which?' });
    expect([status, body.code]).toEqual([409, 'case.ambiguous']);
    for (const id of ids) expect(body.detail).toContain(id);
    expect((await t.get('USA-1', `${MEETINGS}/${ids[0] ?? ''}`)).status).toBe(200);
  });

  it('that names nothing is not found', async () => {
    expect(await t.get('USA-1', at('R/99'))).toMatchObject({ status: 404, body: { code: 'case.unknown' } });
    expect((await t.get('USA-1', `${MEETINGS}/${newId()}`)).status).toBe(404);
  });
});

describe('a history', () => {
  const HISTORY = `${at('H/1')}/history`;
  const types = async (as: string): Promise<string[]> =>
    (await t.get<History>(as, HISTORY)).body.events.map(({ type }) => type);
  const act = async (as: string, command: string, body: object): Promise<void> => {
    const { status, body: answer } = await t.post<Outcome>(as, `${at('H/1')}/${command}`, body);
    expect([command, status, answer.detail]).toEqual([command, 200, undefined]);
  };
  const clause = (id: string, item: string | null) => ({
    id,
    paragraph: 1,
    by: 'plenary',
    verb: 'noted',
    text: 'a matter',
    item,
    fact: { kind: 'note' },
  });

  beforeAll(async () => {
    await t.post('USA-1', MEETINGS, convene('H/1'));
    await act('SEC-1', 'add-items', { items: [{ id: 'open', title: 'Open' }] });
    await act('SEC-1', 'add-items', {
      items: [{ id: 'secret', title: 'Secret', visibility: 'concerned', concerns: ['GHA'] }],
    });
    await act('SEC-1', 'add-items', {
      items: [
        { id: 'second', title: 'Second' },
        { id: 'secret-2', title: 'Secret', visibility: 'concerned', concerns: ['GHA'] },
      ],
    });
    await t.travelTo('2012-11-27T10:00:00.000Z');
    const here = (party: string) => ({ party, name: party, as: 'participant', credentials: true });
    await act('SEC-1', 'register-attendance', { attendees: [here('CAN'), here('GHA')] });
    await act('USA-1', 'adopt-agenda', { refused: [{ item: 'secret-2', reason: 'Not now.' }] });
    await act('CAN-1', 'make-statement', { item: 'open', by: 'CAN', text: 'Said openly.' });
    await act('GHA-1', 'make-statement', { item: 'secret', by: 'GHA', text: 'Said in confidence.' });
    await act('GHA-1', 'take-position', { item: 'secret', party: 'GHA', kind: 'support' });
    await act('USA-1', 'consult', { item: 'secret', note: 'Consulted.' });
    await act('USA-1', 'find', { item: 'secret', result: 'noted' });
    await act('SEC-1', 'record-clauses', { clauses: [clause('9a', 'secret')] });
    await act('SEC-1', 'record-clauses', { clauses: [clause('1a', 'open'), clause('9b', 'secret')] });
    await act('SEC-1', 'edit-sentence', { clauseId: '9a', text: 'Edited.' });
    await act('SEC-1', 'edit-sentence', { clauseId: '1a', text: 'Edited.' });
    await act('SEC-1', 'amend-clause', { clause: clause('9b', null), reason: 'Detached.' });
    await act('SEC-1', 'remove-clause', { clauseId: '9a', reason: 'Out.' });
    const deadline = { kind: 'soft', words: 'soon', reviewOn: '2013-03-01' };
    await act('SEC-1', 'record-clauses', { clauses: [{ ...clause('2a', null), deadline }] });
  }, 120_000);

  it('holds nothing, for others, of what concerns a hidden item only: no type, no actor, no instant, no gap', async () => {
    const { events } = (await t.get<History>('CAN-1', HISTORY)).body;
    expect(events.map(({ type }) => type)).toEqual([
      'convened',
      'items-added',
      'items-added',
      expect.any(String), // the time for items ended
      expect.any(String), // the meeting opened
      'attendance-registered',
      'agenda-adopted',
      'statement-made',
      'clauses-recorded',
      'sentence-edited',
      'clauses-recorded',
    ]);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(JSON.stringify(events)).not.toMatch(/"secret|in confidence|"hash"/);
  });

  it('shows the data of what is open, and of several things at once to nobody but the offices', async () => {
    const data = async (as: string, type: string): Promise<object[]> =>
      (await t.get<History>(as, HISTORY)).body.events
        .filter((event) => event.type === type)
        .map((event) => event.data);
    expect(await data('CAN-1', 'statement-made')).toEqual([
      { item: 'open', by: 'CAN', text: 'Said openly.' },
    ]);
    expect(await data('CAN-1', 'items-added')).toEqual([{}, {}]);
    expect(await data('GHA-1', 'items-added')).toEqual([{}, {}, {}]);
    expect(await data('CAN-1', 'agenda-adopted')).toEqual([{}]);
    expect(await data('SEC-1', 'items-added')).toHaveLength(3);
    expect((await data('SEC-1', 'clause-removed'))[0]).toMatchObject({ clauseId: '9a' });
  });

  it('is whole for those whom the item concerns, less the draft for an Observer', async () => {
    expect(await types('GHA-1')).toEqual(
      expect.arrayContaining(['finding-made', 'item-refused', 'clause-removed', 'consulted']),
    );
    expect(await types('WDC-1')).not.toContain('sentence-edited');
    expect(await types('WDC-1')).not.toContain('clauses-recorded');
    expect(await types('WDC-1')).toContain('statement-made');
  });

  it('shows a refused command to whoever sent it and to the offices, not to the rest of the delegation', async () => {
    expect((await t.post('USA-1', `${at('H/1')}/close`, {})).status).toBe(409);
    const refused = async (as: string): Promise<string[]> =>
      (await t.get<History>(as, HISTORY)).body.refused.map(({ command }) => command);
    expect(await refused('SEC-1')).toEqual(['close']);
    expect(await refused('USA-1')).toEqual(['close']);
    expect(await refused('USA-2')).toEqual([]); // of the Chair's party, without the office
    await t.post('CAN-1', `${at('H/1')}/take-position`, { item: 'open', party: 'GHA', kind: 'support' });
    expect([await refused('CAN-1'), await refused('CAN-2')]).toEqual([['take-position'], []]);
  });
});

describe('the command line', () => {
  interface Ran {
    readonly out: string;
    readonly err: string;
  }
  /** Runs it in this process, on the test's database. @throws whatever the program would exit with */
  const plenum = async (...words: string[]): Promise<Ran> => {
    const [out, err]: [string[], string[]] = [[], []];
    const writes = [
      jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
      jest.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
    ];
    const program = addGlobalOptions(new Command('plenum').exitOverride());
    addReadingCommands(program);
    addProcedureCommands(program);
    addPlenaryCommands(program);
    try {
      await program.parseAsync(words, { from: 'user' });
    } finally {
      for (const write of writes) write.mockRestore();
      process.exitCode = 0;
    }
    return { out: out.join(''), err: err.join('') };
  };
  const kept = { ...process.env };
  beforeAll(() => {
    const { databaseUrl, dataDir } = t.configuration;
    Object.assign(process.env, {
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      CLOCK: 'simulated',
      SEED: 'none',
    });
  });
  afterAll(() => {
    process.env = kept;
  });
  const C1 = [
    ...['meetings', 'open', '--reference', 'C/1', '--title', 'By hand', '--place', 'Accra'],
    ...['--opens-at', '{wallTime: "2013-03-01T09:00", zone: Africa/Accra}'],
    ...['--ends-at', '{wallTime: "2013-03-02T18:00", zone: Africa/Accra}'],
  ];

  it('shows instants in a zone without putting that zone into the payload, and takes the field by its own name', async () => {
    const { out } = await plenum(
      ...C1,
      '--payload-zone',
      'Europe/Brussels',
      '--zone',
      'Africa/Accra',
      '--as',
      'chair',
    );
    expect(out).toContain('Accepted');
    expect((await t.get('SEC-1', at('C/1'))).body).toMatchObject({ zone: 'Europe/Brussels' });
    await expect(plenum(...C1, '--zone', 'Africa/Accra', '--as', 'chair')).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('zone'),
    });
    await expect(plenum('meetings', 'open', '--help')).rejects.toMatchObject({ exitCode: 0 });
  });

  it('names the option whose text is no YAML, as a wrong call', async () => {
    await expect(plenum('meetings', 'open', '--organs', '[WGM', '--as', 'chair')).rejects.toMatchObject({
      code: 'cli.unreadable',
      kind: 'invalid',
      message: expect.stringMatching(/^--organs: «\[WGM» cannot be read as YAML/),
    });
  });

  it('shows the history of a meeting, and what was known of it earlier', async () => {
    const { out } = await plenum('meetings', 'history', 'H/1');
    expect(out).toContain('statement-made');
    expect(out).toMatch(/refused .* take-position by Canada/);
    const early = await plenum('meetings', 'history', 'H/1', '--known-at', '2012-09-01T00:00:00Z', '--json');
    const { events } = JSON.parse(early.out) as History;
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['convened', 'items-added']));
  });

  it('lists page by page, and says how to go on', async () => {
    const all = JSON.parse((await plenum('meetings', 'list', '--json')).out) as { id: string }[];
    const first = await plenum('meetings', 'list', '--limit', '2', '--json');
    const page = JSON.parse(first.out) as { id: string }[];
    expect(page).toEqual(all.slice(0, 2));
    const [, going] = /(--before .*)/.exec(first.err) ?? [];
    const next = await plenum(
      'meetings',
      'list',
      '--limit',
      '2',
      '--json',
      ...(going ?? '').trim().split(' '),
    );
    expect(JSON.parse(next.out)).toEqual(all.slice(2, 4));
    await expect(plenum('meetings', 'list', '--limit', 'many')).rejects.toMatchObject({ kind: 'invalid' });
    expect((await plenum('list', '--limit', '1')).err).toContain('--before');
  });

  it('reads the register page by page, and what has a term or none', async () => {
    const read = async (...words: string[]): Promise<{ ids: string[]; err: string }> => {
      const { out, err } = await plenum('decisions', '--meeting', 'H/1', '--json', ...words);
      return { ids: (JSON.parse(out) as { clause: { id: string } }[]).map(({ clause: { id } }) => id), err };
    };
    expect(await read()).toEqual({ ids: ['1a', '9b', '2a'], err: '' });
    const first = await read('--limit', '2');
    expect(first).toEqual({ ids: ['1a', '9b'], err: expect.stringContaining('There is more.') });
    const place = /--before (\S+)/.exec(first.err)?.[1] ?? '';
    expect(await read('--limit', '2', '--before', place)).toEqual({ ids: ['2a'], err: '' });
    expect((await read('--due')).ids).toEqual(['2a']);
    expect((await read('--due', 'false')).ids).toEqual(['1a', '9b']);
    await expect(plenum('decisions', '--limit', '1001')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(plenum('decisions', '--before', place.replace(/..$/, 'zz'))).rejects.toMatchObject({
      code: 'decisions.unknown-place',
      kind: 'invalid',
    });
  });
});

describe('a case in trouble', () => {
  it('shows the error’s own text, and how often it was written, to the offices only', async () => {
    const { caseId } = (await t.post<Outcome>('USA-1', MEETINGS, convene('T/1', 2013))).body;
    await t.app
      .get(DataSource)
      .query(`update case_file set health = 'stuck', trouble = 'Error: at line 7' where id = $1`, [caseId]);
    const shown = async (as: string) =>
      (await t.get<{ trouble: unknown; revision: unknown }>(as, at('T/1'))).body;
    expect(await shown('SEC-1')).toMatchObject({ trouble: 'Error: at line 7', revision: 1 });
    expect(await shown('CAN-1')).toMatchObject({ trouble: null, revision: null, health: 'stuck' });
  });
});

describe('a look-up among a few thousand cases', () => {
  const plan = async (work: (tx: EntityManager) => Promise<unknown>): Promise<string> => {
    const { manager } = t.app.get(DataSource);
    const lines: string[] = [];
    const explaining = {
      query: async (sql: string, values?: unknown[]): Promise<unknown[]> => {
        const rows = await manager.query<{ 'QUERY PLAN': string }[]>(`explain ${sql}`, values);
        lines.push(...rows.map((row) => row['QUERY PLAN']));
        return [];
      },
    };
    await work(explaining as unknown as EntityManager); // the stores use nothing else of it
    return lines.join('\n');
  };

  beforeAll(async () => {
    // copies of a meeting and of a procedure, so that the rows have the size of real ones
    await t.app.get(DataSource).query(`
      insert into case_file (id, workflow, workflow_version, definition_hash, snapshot, ended, historical)
      select gen_random_uuid(), workflow, workflow_version, definition_hash,
          jsonb_set(snapshot, '{context,reference}', to_jsonb('BULK/' || workflow || '/' || n)), true, n % 2 = 0
        from (select * from case_file where snapshot #>> '{context,reference}' in ('H/1', 'KP/WP/50')) one,
          generate_series(1, 1500) n`);
    await t.app.get(DataSource).query('analyze case_file');
  }, 60_000);
  afterAll(async () => {
    await t.app
      .get(DataSource)
      .query(`delete from case_file where snapshot #>> '{context,reference}' like 'BULK/%'`);
  });

  it('by reference uses an index', async () => {
    expect(await plan((tx) => listCases(tx, { workflow: 'plenary-meeting', reference: 'H/1' }))).toContain(
      'case_file_by_reference',
    );
  });

  it('of broken procedures uses the indexes of states and of origins', async () => {
    const text = await plan(brokenProcedures);
    expect(text).toContain('case_file_by_state');
    expect(text).toContain('case_file_by_origin');
    expect(text).not.toContain('Seq Scan');
  });
});
