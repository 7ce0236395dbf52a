/** Documents of a decision: uploaded in step 2, kept by their fingerprint, and handed out to those who may see the procedure. */
import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { type TestApp, startTestApp } from '../support/app.js';
import { formsOf, wordsOf } from '../support/browser.js';

const BASE = '/api/v1/written-procedures';
const CHAIR = 'ZAF-1';
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 7)]);
const PRINT = createHash('sha256').update(PDF).digest('hex');

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00Z', undefined, { DOCUMENT_MEGABYTES: '1' });
}, 120_000);
afterAll(() => t?.close());

let count = 0;
async function aDraft(): Promise<string> {
  count += 1;
  const { body } = await t.post<{ caseId: string }>(CHAIR, BASE, {
    reference: `KP/DOC/${count}`,
    title: 'Model form',
    subject: 'A model form',
    texts: [{ language: 'en', body: 'The form is adopted.' }],
  });
  return body.caseId;
}

interface Step {
  readonly address: string;
  readonly headers: Record<string, string>;
  readonly form: FormData;
}

/** Step 2 opened in a browser of its own, its fields as the page has them. */
async function step(id: string): Promise<Step> {
  const address = `${t.url}/procedures/${id}/draft/text`;
  const session = await t.bearer(CHAIR);
  const page = await fetch(address, { headers: session });
  const fields =
    formsOf(await page.text()).find(({ action }) => action.endsWith('/draft/text'))?.fields ?? {};
  const form = new FormData();
  for (const name of ['nonce', 'revision', 'version', 'title', 'subject'])
    form.set(name, String(fields[name]));
  const rest = {
    language: 'en',
    body: 'The form is adopted, as annexed.',
    docTitle: '',
    docLanguage: 'fr',
    docKept: '',
  };
  for (const [name, value] of Object.entries(rest)) form.set(name, value);
  const cookie = page.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { address, headers: { ...session, cookie }, form };
}

async function send({
  address,
  headers,
  form,
}: Step): Promise<{ status: number; words: string; html: string }> {
  const answer = await fetch(address, { method: 'POST', headers, body: form, redirect: 'manual' });
  const html = await answer.text();
  return { status: answer.status, html, words: wordsOf(html) };
}

const file = (bytes: Buffer, name = 'Annexe 1 – été.pdf'): [string, Blob, string] => [
  'docFile-1',
  new Blob([bytes]),
  name,
];

describe('a document that is uploaded', () => {
  it('gets its fingerprint here, and goes to those who were asked: by ballot, by mail, signed in; to nobody else', async () => {
    const id = await aDraft();
    const first = await step(id);
    first.form.append(...file(PDF, '../../Annexe 1 – été.pdf'));
    expect((await send(first)).status).toBe(303);
    const { body } = await t.get<{ documents: object[] }>(CHAIR, `${BASE}/${id}`);
    expect(body.documents).toEqual([
      {
        title: 'Annexe 1 – été',
        language: 'fr',
        url: null,
        sha256: PRINT,
        file: { name: 'Annexe 1 – été.pdf', size: PDF.length },
      },
    ]);
    const address = `${t.url}/procedures/${id}/documents/${PRINT}`;
    expect((await fetch(address, { headers: await t.bearer('GHA-1') })).status).toBe(404); // a draft
    expect((await t.post(CHAIR, `${BASE}/${id}/launch`, { ruleSet: 'kp' })).status).toBeLessThan(300);
    await t.travelTo('2013-02-01T09:05:00Z');

    const got = await fetch(address, { headers: await t.bearer('GHA-1') });
    expect(Buffer.from(await got.arrayBuffer()).equals(PDF)).toBe(true);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename=.*\.pdf/),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303); // to signing in
    const page = wordsOf(
      await (await fetch(`${t.url}/procedures/${id}`, { headers: await t.bearer('GHA-1') })).text(),
    );
    expect(page).toContain(PRINT);
    expect(page).toMatch(/Annexe 1 – été \([^)]*, 5 kB\)/);

    const { entries } = await t.mailbox.list('', 500);
    const entry = entries.find(
      ({ subject, to, address }) => subject.includes('KP/DOC/1') && /ghana|gha/i.test(`${to} ${address}`),
    );
    const mail = await t.mailbox.show(entry?.id ?? '');
    const byBallot = /https?:\/\/\S+\/b\/[\w-]+\/documents\/[0-9a-f]{64}/.exec(mail?.text ?? '')?.[0] ?? '';
    expect(mail?.html).toContain(`<a href="${byBallot}">`);
    const local = new URL(byBallot).pathname;
    expect((await fetch(`${t.url}${local}`)).headers.get('content-type')).toBe('application/pdf');
    expect((await fetch(`${t.url}${local.slice(0, -64)}${'0'.repeat(64)}`)).status).toBe(404);
    const ballot = await (await fetch(`${t.url}${local.split('/documents')[0]}`)).text();
    expect(ballot).toContain(`href="${local}"`);
    expect(wordsOf(ballot)).toContain('5 kB');
  });

  it('cannot be exchanged, not even in the database', async () => {
    const { manager } = t.app.get(DataSource);
    await expect(manager.query(`update document_file set name = 'other.pdf'`)).rejects.toThrow();
    await expect(
      manager.query(
        `insert into document_file (sha256, name, type, bytes, kept_by) values ($1, 'a', 'b', 'c', 'd')`,
        [PRINT.replaceAll(/./g, '0')],
      ),
    ).rejects.toThrow(/violates check constraint "document_file_check"/);
  });

  it('is taken by REST only if it is kept', async () => {
    const id = await aDraft();
    const documents = [
      { title: 'A', language: 'en', url: null, sha256: 'f'.repeat(64), file: { name: 'a.pdf', size: 1 } },
    ];
    expect(await t.post(CHAIR, `${BASE}/${id}/amend-draft`, { documents })).toMatchObject({
      status: 400,
      body: { details: { faults: [{ field: 'documents' }] } },
    });
  });
});

describe('bad input', () => {
  it.each([
    ['empty', file(Buffer.alloc(0)), 'arrived empty'],
    ['too large', file(Buffer.concat([PDF, Buffer.alloc(1024 * 1024)])), 'is larger than 1 MB'],
    ['of another kind', file(Buffer.from('<html></html>'), 'annex.html'), 'cannot be kept'],
    ['not what its name says', file(Buffer.from('<html></html>'), 'annex.pdf'), 'cannot be kept'],
  ] as const)('a file that is %s is named, and nothing typed is lost', async (_, upload, told) => {
    const id = await aDraft();
    const one = await step(id);
    one.form.set('background', 'Typed for an hour.'); // stands behind the file in some browsers
    one.form.append(...upload);
    one.form.append('languageWaiver', 'Agreed in Kimberley.');
    const { status, words, html } = await send(one);
    expect(status).toBe(400);
    expect(words).toContain(told);
    expect(html).toContain('Typed for an hour.');
    expect(html).toContain('Agreed in Kimberley.');
    expect(html).toContain('The form is adopted, as annexed.');
  });

  it('a file is kept although something else is wrong, and need not be chosen again', async () => {
    const id = await aDraft();
    const one = await step(id);
    one.form.set('title', '');
    one.form.append(...file(PDF));
    const { status, html, words } = await send(one);
    expect(status).toBe(400);
    expect(words).toContain('is kept.');
    expect(html).toContain(`name="docKept" value="${PRINT}"`);
  });

  it('an upload that is cut off saves nothing and says what to do', async () => {
    const id = await aDraft();
    const { address, headers } = await step(id);
    const words = await new Promise<string>((resolve, reject) => {
      const boundary = 'cut';
      const sent = httpRequest(
        address,
        {
          method: 'POST',
          headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => resolve(wordsOf(Buffer.concat(chunks).toString())));
        },
      );
      sent.on('error', reject);
      sent.end(
        `--${boundary}\r\nContent-Disposition: form-data; name="docFile-1"; filename="a.pdf"\r\n\r\n%PDF-half`,
      );
    });
    expect(words).toContain('did not arrive whole');
    expect((await t.get(CHAIR, `${BASE}/${id}`)).body).toMatchObject({ documents: [] });
  });

  it('a session that ended loses the file alone: what was typed is handed back', async () => {
    const one = await step(await aDraft());
    one.form.append(...file(PDF));
    const { authorization: _, ...headers } = one.headers;
    const { status, html } = await send({ ...one, headers });
    expect(status).toBe(401);
    expect(html).toContain('The form is adopted, as annexed.');
  });
});
