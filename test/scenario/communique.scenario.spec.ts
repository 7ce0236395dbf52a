/** The communiqué of the Washington Plenary through REST: as data with its marks, and as files, to whom it may be shown. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignIn } from '../../src/modules/sign-in/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { plain, readBack } from '../support/read-back.js';

const REFERENCE = 'KP/PLENARY/2012';
const PLENARY = `/api/v1/meetings/${encodeURIComponent(REFERENCE)}`;

interface Shown {
  readonly sentences: readonly {
    readonly text: string;
    readonly marks: {
      readonly edit: {
        readonly diff: readonly { readonly kind: string; readonly text: string }[];
        readonly departures: readonly string[];
      } | null;
    } | null;
  }[];
}

describe('the communiqué', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2012-08-01T09:00:00.000Z');
    await act('USA-1', '/api/v1/meetings', {
      reference: REFERENCE,
      title: 'Tenth Plenary of the Kimberley Process',
      ordinal: 10,
      place: 'Washington, D.C.',
      zone: 'America/New_York',
      opensAt: { wallTime: '2012-11-27T09:00', zone: 'America/New_York' },
      endsAt: { wallTime: '2012-11-30T18:00', zone: 'America/New_York' },
    });
    await act('SEC-1', `${PLENARY}/add-items`, {
      items: [
        { id: 'zimbabwe', title: 'Decision of 2011 on Marange' },
        { id: 'concern', title: 'A concern', visibility: 'concerned', concerns: ['GHA'] },
      ],
    });
    await t.travelTo('2012-11-27T14:00:00.000Z');
    await act('USA-1', `${PLENARY}/adopt-agenda`, {});
    await act('USA-1', `${PLENARY}/find`, { item: 'zimbabwe', result: 'consensus' });
    await act('USA-1', `${PLENARY}/find`, { item: 'concern', result: 'noted' });
    await act('SEC-1', `${PLENARY}/record-clauses`, {
      clauses: [
        clause('1a', 1, 'noted', 'a concern', { item: 'concern' }),
        clause('2a', 2, 'resolved', 'to lift the special measures', { item: 'zimbabwe' }),
        clause('3a', 3, 'requested', 'to follow up', {
          addressees: ['WGM', 'WDC'],
          deadline: { kind: 'day', on: '2013-04-01' },
          refersTo: ['2a'],
        }),
      ],
    });
    const text = 'The Plenary asked the WDC to follow up (see paragraph 2).';
    await act('SEC-1', `${PLENARY}/edit-sentence`, { clauseId: '3a', text });
  }, 60_000);
  afterAll(async () => {
    await t.close();
  }, 60_000);

  const clause = (id: string, paragraph: number, verb: string, text: string, more: object) => ({
    id,
    paragraph,
    by: 'plenary',
    verb,
    text,
    fact: { kind: 'mandate', task: text },
    ...more,
  });
  const act = async (as: string, path: string, body: object): Promise<void> => {
    const { status, body: answer } = await t.post(as, path, body);
    expect([path, status < 300, (answer as { detail?: string }).detail]).toEqual([path, true, undefined]);
  };
  const download = async (as: string, format: string): Promise<Response> => {
    const token = await t.app.get(SignIn).sessionFor(as);
    return fetch(`${t.url}${PLENARY}/communique.${format}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  };
  const paragraphs = async (as: string, format: 'md' | 'html' | 'docx' | 'pdf') =>
    readBack(format, Buffer.from(await (await download(as, format)).arrayBuffer()));

  it('tells the offices what an edit changed and what it leaves of its fact, and nobody else', async () => {
    const { body } = await t.get<Shown>('SEC-1', `${PLENARY}/communique`);
    const marks = body.sentences[2]?.marks;
    expect(marks?.edit?.departures).toEqual([
      'the edit no longer says «requested», as the fact does',
      'the edit no longer names the WGM, to whom the fact addresses this',
      'the edit no longer gives the term «by 1 April 2013»',
    ]);
    expect(
      marks?.edit?.diff.filter(({ kind }) => kind === 'inserted').map(({ text }) => plain(text)),
    ).toEqual(['asked']);
    const others = await t.get<Shown>('GHA-1', `${PLENARY}/communique`);
    expect(others.body.sentences.map(({ marks: shown }) => shown)).toEqual([null, null, null]);
  });

  it.each([
    ['md', 'text/markdown; charset=utf-8'],
    ['html', 'text/html; charset=utf-8'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['pdf', 'application/pdf'],
  ] as const)(
    'is handed over as %s',
    async (format, type) => {
      const answer = await download('GHA-1', format);
      expect([
        answer.status,
        answer.headers.get('content-type'),
        answer.headers.get('content-disposition'),
      ]).toEqual([200, type, `attachment; filename="KP-PLENARY-2012-communique-draft.${format}"`]);
      expect(await paragraphs('GHA-1', format)).toEqual([
        { number: 1, text: 'The Plenary noted a concern.' },
        { number: 2, text: 'The Plenary resolved to lift the special measures.' },
        { number: 3, text: 'The Plenary asked the WDC to follow up (see paragraph 2).' },
      ]);
    },
    60_000,
  );

  it('keeps from a reader what is kept from him elsewhere, in a file too', async () => {
    expect((await paragraphs('CAN-1', 'html')).map(({ number }) => number)).toEqual([2, 3]);
    expect((await paragraphs('CAN-1', 'md')).map(({ number }) => number)).toEqual([2, 3]);
    expect(await paragraphs('WDC-1', 'html')).toEqual([]);
  });

  it('shows its marks in a file to the offices while it is a draft', async () => {
    const page = async (as: string): Promise<string> => (await download(as, 'html')).text();
    expect(await page('SEC-1')).toContain('[edited]');
    expect(await page('GHA-1')).not.toContain('[edited]');
    await act('USA-1', `${PLENARY}/close`, {});
    await act('USA-1', `${PLENARY}/adopt-communique`, {});
    expect(await page('SEC-1')).not.toContain('[edited]');
    expect(await page('WDC-1')).toContain('Adopted on 27 November 2012');
  });

  it('is refused in a format there is none of, to strangers, and of a meeting there is none of', async () => {
    const wrong = await download('GHA-1', 'rtf');
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('md')]);
    expect((await t.get(null, `${PLENARY}/communique.md`)).status).toBe(401);
    expect((await t.get('GHA-1', '/api/v1/meetings/none/communique.md')).status).toBe(404);
  });
});
