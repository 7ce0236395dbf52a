/** What each of those who use a Plenary can read of it: its file, and the register of decisions page by page. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '../../src/kernel/instant.js';
import { Registry } from '../../src/modules/registry/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

const REFERENCE = 'KP/PLENARY/2012';
const PLENARY = `/api/v1/meetings/${encodeURIComponent(REFERENCE)}`;
const TEXT = [{ language: 'en', body: 'The Participants decide.' }];
const convene = (reference: string, day: string) => ({
  reference,
  title: 'A Plenary',
  place: 'Washington, D.C.',
  zone: 'America/New_York',
  opensAt: { wallTime: `${day}T09:00`, zone: 'America/New_York' },
  endsAt: { wallTime: `${day}T18:00`, zone: 'America/New_York' },
});
const clause = (id: string, item: string | null, verb = 'noted') => ({
  id,
  paragraph: 1,
  by: 'plenary',
  verb,
  text: `the matter ${id}`,
  item,
  fact: { kind: 'note' },
});

interface File {
  readonly meeting: { readonly items: readonly { readonly id: string }[]; readonly needed: string };
  readonly communique: { readonly sentences: readonly object[] };
  readonly history: { readonly format: string; readonly events: readonly { readonly type: string }[] };
  readonly procedures: readonly {
    readonly format: string;
    readonly events: readonly { readonly type: string }[];
  }[];
}
interface Entry {
  readonly meeting: string;
  readonly clause: { readonly id: string };
}

describe('a Plenary, for its readers', () => {
  let t: TestApp;
  const act = async (as: string, path: string, body: object): Promise<void> => {
    const { status, body: answer } = await t.post<{ detail?: string }>(as, path, body);
    expect([path, status, answer.detail]).toEqual([path, expect.any(Number), undefined]);
  };

  beforeAll(async () => {
    t = await startTestApp('2012-08-01T09:00:00.000Z');
    await t.app.get(Registry).beginTerm({
      office: 'vice-chair',
      party: 'ZAF',
      contactId: 'ZAF-1',
      validFrom: '2012-01-01T00:00:00.000Z' as Instant,
      validTo: '2013-01-01T00:00:00.000Z' as Instant,
      source: 'made up for this test',
    });
    const procedure = '/api/v1/written-procedures';
    const draft = { reference: 'KP/WP/7', title: 'A broken one', subject: 'Any', texts: TEXT };
    await act('USA-1', procedure, draft);
    await act('USA-1', `${procedure}/${encodeURIComponent('KP/WP/7')}/launch`, { ruleSet: 'kp' });
    await act('USA-1', `${procedure}/${encodeURIComponent('KP/WP/7')}/refer`, {
      to: 'the Plenary',
      reason: 'No agreement.',
    });
    await act('USA-1', '/api/v1/meetings', convene(REFERENCE, '2012-11-27'));
    await act('SEC-1', `${PLENARY}/add-items`, {
      items: [
        { id: 'open', title: 'Open to all' },
        { id: 'governments', title: 'Of governments', visibility: 'participants' },
        { id: 'concern', title: 'A concern', visibility: 'concerned', concerns: ['GHA'] },
      ],
    });
    await t.travelTo('2012-11-27T15:00:00.000Z');
    await act('USA-1', `${PLENARY}/adopt-agenda`, {});
    await act('USA-1', `${PLENARY}/find`, { item: 'concern', result: 'noted' });
    await act('SEC-1', `${PLENARY}/record-clauses`, {
      clauses: [
        clause('1a', 'open'),
        clause('1b', 'governments'),
        clause('1c', 'concern'),
        clause('1d', null),
      ],
    });
  }, 120_000);
  afterAll(() => t.close(), 180_000);

  const file = async (as: string): Promise<File> => {
    const { status, body } = await t.get<File>(as, `${PLENARY}/file`);
    expect([as, status]).toEqual([as, 200]);
    return body;
  };

  it('gives its whole file to the offices, so that it can be verified', async () => {
    for (const as of ['USA-1', 'SEC-1', 'ZAF-1']) {
      const { meeting, history, procedures } = await file(as);
      expect([history.format, procedures.map(({ format }) => format)]).toEqual([
        'plenum-history-1',
        ['plenum-history-1'],
      ]);
      expect(meeting.items).toHaveLength(4);
      expect(history.events.map(({ type }) => type)).toContain('finding-made');
    }
  });

  it('gives a Participant what the Participant may read, procedures included', async () => {
    const { meeting, communique, history, procedures } = await file('CAN-1');
    expect(meeting.items.map(({ id }) => id)).toEqual([
      expect.stringMatching(/^procedure-/),
      'open',
      'governments',
    ]);
    expect(communique.sentences).toHaveLength(3);
    expect(history.format).toBe('plenum-history-excerpt-1');
    expect(history.events.map(({ type }) => type)).not.toContain('finding-made');
    expect(procedures.map(({ format, events }) => [format, events[0]?.type])).toEqual([
      ['plenum-history-excerpt-1', 'launched'],
    ]);
    expect(JSON.stringify({ meeting, communique, history, procedures })).not.toMatch(/@|A concern|"cause"/);
  });

  it('gives an Observer what an Observer may read', async () => {
    const { meeting, communique, history } = await file('WDC-1');
    expect(meeting.items.map(({ id }) => id)).not.toContain('governments');
    expect(communique.sentences).toEqual([]);
    expect(history.events.map(({ type }) => type)).not.toContain('clauses-recorded');
  });

  it('does not send an item to a procedure whose reference is in use', async () => {
    const draft = { reference: 'KP/WP/7', title: 'Again', subject: 'Any', texts: TEXT };
    expect(
      await t.post('USA-1', `${PLENARY}/send-to-written-procedure`, { item: 'open', draft }),
    ).toMatchObject({ status: 409, body: { code: 'case.reference-in-use' } });
  });

  it('counts, for each, only the clauses that he may know of', async () => {
    for (const { id } of (await file('SEC-1')).meeting.items)
      if (id !== 'concern') await act('USA-1', `${PLENARY}/find`, { item: id, result: 'noted' });
    await act('USA-1', `${PLENARY}/close`, {});
    const needed = async (as: string): Promise<string> => (await file(as)).meeting.needed;
    expect(await needed('SEC-1')).toContain('(4 clauses)');
    expect(await needed('CAN-1')).toContain('(3 clauses)');
    expect(await needed('WDC-1')).toContain('(2 clauses)');
    const [line] = (await t.get<{ needed: string }[]>('WDC-1', '/api/v1/meetings')).body;
    expect(line?.needed).toContain('(2 clauses)');
  });

  it('is found by the words of its decisions and by its reference, each for whoever may read it', async () => {
    const search = async (as: string, words: string): Promise<string> => {
      const headers = { ...(await t.session(as)), accept: 'text/html' };
      return (await fetch(`${t.url}/search?q=${encodeURIComponent(words)}`, { headers })).text();
    };
    const [decision] = (await t.get<{ meetingId: string }[]>('SEC-1', '/api/v1/decisions')).body;
    const meetingId = decision?.meetingId ?? 'none';
    const link = (id: string): string => `href="/plenary/${meetingId}/communique#c-${id}"`;
    const found = await search('SEC-1', 'MATTER 1c');
    expect(found).toContain('Decisions of meetings');
    expect(found).toContain(link('1c'));
    expect(found).not.toContain(link('1b'));
    expect(await search('CAN-1', 'matter 1b')).toContain(link('1b'));
    expect(await search('CAN-1', 'matter 1c')).not.toContain(link('1c'));
    expect(await search('SEC-1', REFERENCE.toLowerCase())).toContain(link('1a'));
  });

  it('is in the register page by page, the meeting recorded last first, to the last entry of the first meeting', async () => {
    await t.travelTo('2012-11-28T09:00:00.000Z');
    await act('USA-1', '/api/v1/meetings', convene('KP/PLENARY/2013', '2013-11-19'));
    const LATER = `/api/v1/meetings/${encodeURIComponent('KP/PLENARY/2013')}`;
    await act('SEC-1', `${LATER}/add-items`, { items: [{ id: 'next', title: 'Next' }] });
    await t.travelTo('2013-11-19T15:00:00.000Z');
    await act('ZAF-1', `${LATER}/adopt-agenda`, {});
    await act('SEC-1', `${LATER}/record-clauses`, { clauses: [clause('1a', 'next'), clause('1b', null)] });
    const seen: string[] = [];
    let path: string | null = '/api/v1/decisions?limit=2';
    let pages = 0;
    for (; path !== null; pages += 1) {
      const response: Response = await fetch(`${t.url}${path}`, { headers: await t.session('CAN-1') });
      const entries = (await response.json()) as Entry[];
      seen.push(...entries.map(({ meeting, clause: { id } }) => `${meeting} ${id}`));
      path = /^<(.*)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1] ?? null;
    }
    expect(pages).toBe(3);
    expect(seen).toEqual([
      'KP/PLENARY/2013 1a',
      'KP/PLENARY/2013 1b',
      'KP/PLENARY/2012 1a',
      'KP/PLENARY/2012 1b',
      'KP/PLENARY/2012 1d',
    ]);
  });

  it('refuses a place that is none, and more than a thousand entries at once', async () => {
    for (const query of ['before=KP/PLENARY/2012', 'limit=1001', 'limit=0'])
      expect([query, (await t.get('CAN-1', `/api/v1/decisions?${query}`)).status]).toEqual([query, 400]);
  });
});
