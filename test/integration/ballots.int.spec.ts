import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutboxDispatcher } from '../../src/engine/index.js';
import type { CaseId } from '../../src/kernel/ids.js';
import type { IssuedLink } from '../../src/modules/ballots/index.js';
import { type BallotGround, secretary, startBallotGround } from '../support/ballots.js';
import { type FetchedPage, PlainBrowser, formsOf, linksOf, wordsOf } from '../support/browser.js';

let ground: BallotGround;
beforeAll(async () => {
  ground = await startBallotGround();
}, 60_000);
afterAll(() => ground.close());

const firstForm = (page: FetchedPage) => {
  const [form] = formsOf(page.html);
  if (!form) throw new Error(`no form on ${page.status}: ${wordsOf(page.html)}`);
  return form;
};

/** Chooses on the ballot and comes to the confirmation page. */
async function choose(
  browser: PlainBrowser,
  link: IssuedLink,
  entered: Record<string, string>,
): Promise<FetchedPage> {
  return browser.submit(firstForm(await browser.get(link.url)), entered);
}

/** Answers from a link to the end, as a person would. */
async function answer(
  browser: PlainBrowser,
  link: IssuedLink,
  entered: Record<string, string>,
  represents = 'CIV',
): Promise<FetchedPage> {
  const page = await choose(browser, link, entered);
  return browser.submit(firstForm(page), { represents, code: link.code, action: 'cast' });
}

const receiptOf = (page: FetchedPage): string => /B(-[0-9A-Z]{4}){4}/.exec(page.html)?.[0] ?? '';
async function setup(party = 'CIV'): Promise<{ caseId: CaseId; link: IssuedLink; browser: PlainBrowser }> {
  const caseId = await ground.launch();
  return { caseId, link: await ground.link(caseId, party), browser: new PlainBrowser(ground.url) };
}
const uses = async (): Promise<string[]> =>
  (await ground.dataSource.query<{ what: string }[]>('select what from ballot_link_use order by id')).map(
    ({ what }) => what,
  );

describe('a ballot link, answered by a person', () => {
  it('shows for whom, what, by when, and what silence means, with nothing chosen', async () => {
    const { caseId, link, browser } = await setup('IND');
    const page = await browser.get(link.url);
    const words = wordsOf(page.html);
    const { round } = await ground.context(caseId);
    expect(page.status).toBe(200);
    for (const expected of [
      'You answer for India',
      'WP-1',
      'Admission of <Ruritania> & others',
      '(Asia/Kolkata)',
      'UTC',
      'silence counts as consent',
      'Ruritania is admitted.',
      round?.textHash ?? '?',
    ]) {
      expect(words).toContain(expected);
    }
    expect(page.html).not.toContain('<Ruritania>');
    expect(page.html).not.toMatch(/checked|style="/);
    expect(page.html.match(/<script[^>]*>/g)).toEqual([
      expect.stringMatching(/^<script type="module" src="\/assets\/plenum\.[0-9a-f]{8}\.js">$/),
    ]);
    expect(words).toContain('No answer has been received from your side.');
  });

  it('is chosen, confirmed, recorded once, and has a receipt that can be loaded again', async () => {
    const { caseId, link, browser } = await setup();
    const confirmation = await choose(browser, link, { kind: 'support', statement: 'With <thanks>.' });
    expect(wordsOf(confirmation.html)).toContain('Nothing is recorded until you press the button');
    expect((await ground.context(caseId)).positions).toEqual([]);

    const form = firstForm(confirmation);
    const filled = { represents: 'cote d’ivoire', action: 'cast' };
    const [receipt, again] = await Promise.all([browser.submit(form, filled), browser.submit(form, filled)]);
    expect([receipt.status, again.status]).toEqual([200, 200]);
    expect(receiptOf(receipt)).toBe(receiptOf(again));

    const { positions, round } = await ground.context(caseId);
    expect(positions).toHaveLength(1);
    expect(positions[0]).toMatchObject({
      id: receiptOf(receipt),
      party: 'CIV',
      contact: 'CIV-1',
      kind: 'support',
      statement: 'With <thanks>.',
      channel: 'link',
      status: 'counted',
      textHash: round?.textHash,
    });

    const words = wordsOf((await browser.get(receipt.url)).html);
    expect(words).toContain('Your answer is recorded');
    expect(words).toContain(`, ${positions[0]?.receivedAt.slice(11, 23)} UTC`);
    expect(words).toContain(round?.textHash);
    expect(linksOf(receipt.html).some((href) => href.endsWith(`/not-us/${receiptOf(receipt)}`))).toBe(true);
  });

  it('can be changed until the deadline: the last answer counts, all are kept', async () => {
    const { caseId, link, browser } = await setup();
    await answer(browser, link, { kind: 'support' });
    await answer(browser, link, { kind: 'no-objection' });
    const { positions } = await ground.context(caseId);
    expect(positions.map(({ kind, status }) => [kind, status])).toEqual([
      ['support', 'superseded'],
      ['no-objection', 'counted'],
    ]);
    expect(wordsOf((await browser.get(link.url)).html)).toContain('Earlier answers from your side (1)');
  });

  it('says what is missing, keeps what was entered, and records nothing', async () => {
    const { caseId, link, browser } = await setup();
    const nothing = await choose(browser, link, { reason: 'Because "we" <must>' });
    expect(nothing.status).toBe(400);
    expect(wordsOf(nothing.html)).toContain('Choose an answer');
    expect(firstForm(nothing).fields['reason']).toBe('Because "we" <must>');
    const noReason = await choose(browser, link, { kind: 'objection' });
    expect(wordsOf(noReason.html)).toContain('Give the reason for «Objection»');
    const notOpen = await choose(browser, link, { kind: 'abstain' });
    expect(wordsOf(notOpen.html)).toContain('Choose an answer');
    const noStatement = await choose(browser, link, { kind: 'no-objection-with-statement' });
    expect(wordsOf(noStatement.html)).toContain('Write the statement');
    const confirmation = await choose(browser, link, { kind: 'support' });
    const unnamed = await browser.submit(firstForm(confirmation), { represents: 'India', action: 'cast' });
    expect(unnamed.status).toBe(400);
    expect(wordsOf(unnamed.html)).toContain('Type «Côte d’Ivoire»');
    expect((await ground.context(caseId)).positions).toEqual([]);
  });

  it('goes back from the confirmation with everything kept', async () => {
    const { link, browser } = await setup();
    const confirmation = await choose(browser, link, { kind: 'objection', reason: 'Not yet\nseen' });
    const back = await browser.submit(firstForm(confirmation), { action: 'change' });
    expect(firstForm(back).fields).toMatchObject({ kind: 'objection', reason: 'Not yet\nseen' });
  });
});

describe('an objection', () => {
  it('needs the code from the mail, in whatever way it is typed', async () => {
    const { caseId, link, browser } = await setup();
    const entered = { kind: 'objection', reason: 'The report is missing.' };
    const wrong = await browser.submit(firstForm(await choose(browser, link, entered)), {
      represents: 'CIV',
      code: 'CCCC-CCCC',
      action: 'cast',
    });
    expect(wrong.status).toBe(400);
    expect((await ground.context(caseId)).positions).toEqual([]);
    const right = await browser.submit(firstForm(wrong), {
      represents: 'CIV',
      code: link.code.toLowerCase().replace('-', ' '),
      action: 'cast',
    });
    expect(wordsOf(right.html)).toContain('Côte d’Ivoire: Objection');
    expect((await ground.context(caseId)).positions).toMatchObject([
      { kind: 'objection', reason: 'The report is missing.', status: 'counted' },
    ]);
  });

  it('cannot be guessed: after five wrong codes the right one waits 15 minutes too, but other answers do not', async () => {
    const { caseId, link, browser } = await setup();
    let page = await choose(browser, link, { kind: 'objection', reason: 'x' });
    for (let i = 0; i < 5; i += 1)
      page = await browser.submit(firstForm(page), { represents: 'CIV', code: 'CCCC-CCCC', action: 'cast' });
    page = await browser.submit(firstForm(page), { represents: 'CIV', code: link.code, action: 'cast' });
    expect(wordsOf(page.html)).toContain('Too many wrong codes');
    expect((await answer(browser, link, { kind: 'support' })).status).toBe(200);
    await ground.hours(0.26);
    await answer(browser, link, { kind: 'objection', reason: 'x' });
    expect((await ground.context(caseId)).positions.map(({ kind }) => kind)).toEqual([
      'support',
      'objection',
    ]);
  });

  it('can be taken back, and stays on record', async () => {
    const { caseId, link, browser } = await setup();
    const receipt = receiptOf(await answer(browser, link, { kind: 'objection', reason: 'x' }));
    const page = await browser.get(`${link.url}/withdraw/${receipt}`);
    const unticked = await browser.submit(firstForm(page));
    expect(unticked.status).toBe(400);
    expect((await ground.context(caseId)).positions).toMatchObject([{ status: 'counted' }]);
    const done = await browser.submit(firstForm(unticked), { declared: 'yes' });
    expect(wordsOf(done.html)).toContain('The answer is taken back');
    expect((await ground.context(caseId)).positions).toMatchObject([{ status: 'withdrawn' }]);
  });
});

describe('«this was not us»', () => {
  it('takes the answer out of the count and ends the links of the mailbox it came through; sent twice, it is shown twice', async () => {
    const { caseId, link, browser } = await setup();
    const second = await ground.link(caseId, 'CIV', 1);
    const colleague = await ground.link(caseId, 'CIV', 2);
    const receipt = receiptOf(await answer(browser, link, { kind: 'support' }));
    const form = firstForm(await browser.get(`${colleague.url}/not-us/${receipt}`));
    const [done, again] = [
      await browser.submit(form, { declared: 'yes' }),
      await browser.submit(form, { declared: 'yes' }),
    ];
    expect(wordsOf(done.html)).toContain('Thank you: this is reported');
    expect(again.status).toBe(200);
    const { positions } = await ground.context(caseId);
    expect(positions).toHaveLength(1);
    expect(positions[0]?.status).not.toBe('counted');
    expect((await browser.get(link.url)).status).toBe(410);
    expect((await browser.get(second.url)).status).toBe(410);
    expect((await browser.get(colleague.url)).status).toBe(200);
  });

  it('sent twice from the mailbox itself, the second time shows the same and opens nothing else', async () => {
    const { link, browser } = await setup();
    const receipt = receiptOf(await answer(browser, link, { kind: 'support' }));
    const form = firstForm(await browser.get(`${link.url}/not-us/${receipt}`));
    await browser.submit(form, { declared: 'yes' });
    expect(wordsOf((await browser.submit(form, { declared: 'yes' })).html)).toContain(
      'Thank you: this is reported',
    );
    expect((await browser.submit(form)).status).toBe(410);
    expect((await browser.get(`${link.url}/receipt/${receipt}`)).status).toBe(410);
  });

  it('does not reach another party’s answers', async () => {
    const { caseId, link, browser } = await setup();
    const receipt = receiptOf(await answer(browser, link, { kind: 'support' }));
    const other = await ground.link(caseId, 'IND');
    for (const page of ['not-us', 'withdraw', 'receipt'])
      expect((await browser.get(`${other.url}/${page}/${receipt}`)).status).toBe(404);
  });
});

describe('«not me»', () => {
  it('ends every link of the contact in the round, is on record, and waits for the Secretariat; sent twice, it is shown twice', async () => {
    const { caseId, link, browser } = await setup();
    const second = await ground.link(caseId, 'CIV', 1);
    const colleague = await ground.link(caseId, 'CIV', 2);
    const form = firstForm(await browser.get(`${link.url}/not-me`));
    const { reference } = await ground.context(caseId);
    expect((await browser.submit(form)).status).toBe(400);
    expect((await browser.submit(form, { declared: 'yes', reference: 'yes' })).status).toBe(400);
    expect((await browser.get(link.url)).status).toBe(200);
    const [done, again] = [
      await browser.submit(form, { declared: 'yes', reference }),
      await browser.submit(form, { declared: 'yes', reference }),
    ];
    expect(wordsOf(done.html)).toContain('the link is stopped');
    expect(again.status).toBe(200);
    const { wrongRecipients } = await ground.context(caseId);
    expect(wrongRecipients).toMatchObject([{ party: 'CIV', contactId: expect.any(String) }]);
    for (const { url } of [link, second]) {
      const page = await browser.get(url);
      expect(page.status).toBe(410);
      expect(wordsOf(page.html)).toContain('Whoever opened it said that it was not meant for them.');
    }
    expect((await browser.get(colleague.url)).status).toBe(200);
  });

  it('opens nothing else afterwards, whatever form was opened before it', async () => {
    const { caseId, link, browser } = await setup();
    const receipt = receiptOf(await answer(browser, link, { kind: 'support' }));
    const disowning = firstForm(await browser.get(`${link.url}/not-us/${receipt}`));
    const form = firstForm(await browser.get(`${link.url}/not-me`));
    const { reference } = await ground.context(caseId);
    await browser.submit(form, { declared: 'yes', reference });
    expect((await browser.submit(disowning, { declared: 'yes' })).status).toBe(410);
    expect((await ground.context(caseId)).positions).toMatchObject([{ status: 'counted' }]);
  });
});

describe('acknowledging receipt', () => {
  it('says that the text arrived, and leaves the answer open', async () => {
    const { caseId, link, browser } = await setup();
    const form = firstForm(await browser.get(`${link.url}/acknowledge`));
    expect((await browser.submit(form)).status).toBe(400);
    expect((await ground.context(caseId)).acknowledged).toEqual([]);
    await browser.submit(form, { declared: 'yes' });
    expect(await ground.context(caseId)).toMatchObject({ acknowledged: ['CIV'], positions: [] });
    expect((await answer(browser, link, { kind: 'support' })).status).toBe(200);
  });
});

describe('an observer', () => {
  it('is told that its view is not counted, needs no code, and is recorded as such', async () => {
    const { caseId, link, browser } = await setup('WDC');
    expect(wordsOf((await browser.get(link.url)).html)).toContain('It is not counted.');
    const page = await choose(browser, link, { kind: 'objection', reason: 'We see a risk.' });
    expect(page.html).not.toContain('name="code"');
    const receipt = await browser.submit(firstForm(page), { represents: 'WDC', action: 'cast' });
    expect(wordsOf(receipt.html)).toContain('not counted');
    expect((await ground.context(caseId)).positions).toMatchObject([{ party: 'WDC', status: 'observer' }]);
  });
});

describe('time', () => {
  it('after the deadline the answer is taken for a ruling, whether or not the closing job has run', async () => {
    const { caseId, link, browser } = await setup();
    const { round } = await ground.context(caseId);
    const early = await choose(browser, link, { kind: 'support' });
    await ground.dataSource.query('update simulated_clock set instant = $1', [round?.deadline.at]);
    const words = wordsOf((await browser.get(link.url)).html);
    expect(words).toContain('The deadline has passed.');
    expect(words).toContain('kept for a ruling');
    const receipt = await browser.submit(firstForm(early), { represents: 'CIV', action: 'cast' });
    expect(wordsOf(receipt.html)).toContain('kept for a ruling');
    expect((await ground.context(caseId)).positions).toMatchObject([
      { kind: 'support', status: 'quarantined' },
    ]);
  });

  it('a millisecond before the deadline it counts', async () => {
    const { caseId, link, browser } = await setup();
    const { round } = await ground.context(caseId);
    const page = await choose(browser, link, { kind: 'support' });
    await ground.dataSource.query(
      `update simulated_clock set instant = $1::timestamptz - interval '1 millisecond'`,
      [round?.deadline.at],
    );
    await browser.submit(firstForm(page), { represents: 'CIV', action: 'cast' });
    expect((await ground.context(caseId)).positions).toMatchObject([{ status: 'counted' }]);
  });
});

describe('links that open nothing', () => {
  const token = (link: IssuedLink): string => link.url.split('/').at(-1) ?? '';

  it('unknown, garbled and shortened ones look the same to the letter', async () => {
    const { link, browser } = await setup();
    const addresses = [
      `/b/${'A'.repeat(43)}`,
      '/b/garbage',
      `/b/${token(link).slice(0, -1)}`,
      `/b/${token(link).slice(0, 20)}`,
      `/b/${token(link)}${'x'}`,
    ];
    const pages = await Promise.all(addresses.map((address) => browser.get(address)));
    expect(pages.map(({ status }) => status)).toEqual(addresses.map(() => 410));
    expect(new Set(pages.map(({ html }) => html)).size).toBe(1);
    expect((await browser.get(link.url)).status).toBe(200);
  });

  it('a revoked one says so, since when, and how to get a new one; nothing of the text', async () => {
    const { caseId, browser } = await setup();
    const revoked = await ground.link(caseId, 'CIV');
    await ground.dataSource.query(
      `update ballot_link set revoked_at = '2026-07-01T08:00:00Z', revoked_reason = 'test' where token_hash = encode(sha256($1::bytea), 'hex')`,
      [Buffer.from(token(revoked))],
    );
    const page = await browser.get(revoked.url);
    const words = wordsOf(page.html);
    expect(page.status).toBe(410);
    for (const expected of [
      'This link was revoked',
      'WP-1',
      'Wednesday 1 July 2026, 08:00:00 UTC',
      'How to get a new link',
    ])
      expect(words).toContain(expected);
    expect(words).not.toContain('Ruritania is admitted.');
  });

  it('that of a contact who was replaced says so, since when, before any job has run', async () => {
    const { caseId, link, browser } = await setup();
    const stale = firstForm(await choose(browser, link, { kind: 'support' }));
    const { frozen } = await ground.context(caseId);
    const contact = frozen?.electorate.find(({ code }) => code === 'CIV')?.contacts[0];
    await ground.command(
      caseId,
      'replace-contact',
      {
        party: 'CIV',
        contactId: contact?.id ?? '',
        contact: {
          id: 'CIV-9',
          name: 'The new one',
          email: 'new@civ.example',
          languages: ['en'],
          zone: 'UTC',
          rank: 1,
        },
      },
      secretary,
    );
    const words = wordsOf((await browser.get(link.url)).html);
    expect(words).toContain('Another contact now stands in the place');
    expect(words).toMatch(/It has not worked since .* \(UTC\)/);
    expect(words).not.toContain('The new one');
    expect((await browser.submit(stale, { represents: 'CIV', action: 'cast' })).status).toBe(410);
    expect((await ground.context(caseId)).positions).toEqual([]);
  });

  it.each(['.', '>', '=3D', '%3E', ').', '%253E'])('a link with «%s» hung on its end opens', async (tail) => {
    const { link, browser } = await setup();
    expect((await browser.get(link.url + tail)).status).toBe(200);
  });

  it('an old round’s link says so at once, before any job has run, and cannot answer', async () => {
    const { caseId, link, browser } = await setup();
    const stale = firstForm(await choose(browser, link, { kind: 'support' }));
    await ground.command(caseId, 'revise', {
      texts: [{ language: 'en', body: 'A revised text.' }],
      reason: 'Comments taken up.',
    });
    const page = await browser.get(link.url);
    expect(page.status).toBe(410);
    expect(wordsOf(page.html)).toContain('earlier round of WP-1');
    expect((await browser.submit(stale, { represents: 'CIV', action: 'cast' })).status).toBe(410);
    expect((await ground.context(caseId)).positions).toEqual([]);
    expect((await browser.get((await ground.link(caseId, 'CIV')).url)).status).toBe(200);
  });

  it('are slowed down when tried in numbers, while valid ones from the same address open', async () => {
    const { link } = await setup();
    const flood = new PlainBrowser(ground.url, { 'x-forwarded-for': '192.0.2.77' });
    const statuses = await Promise.all(
      Array.from(
        { length: 60 },
        async (_, index) => (await flood.get(`/b/${String(index).padStart(43, 'A')}`)).status,
      ),
    );
    expect(statuses.filter((status) => status === 410)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    expect((await flood.get(link.url)).status).toBe(200);
  });

  it('the effect «revoke-links» revokes the round it names, once', async () => {
    const { caseId, link, browser } = await setup();
    await ground.command(caseId, 'withdraw', { reason: 'No longer needed.' });
    const dispatcher: OutboxDispatcher = ground.dispatcher;
    const rows = await ground.dataSource.query<{ id: string }[]>(
      `select id from outbox_message where case_id = $1 and topic = 'revoke-links'`,
      [caseId],
    );
    expect(rows).toHaveLength(1);
    await dispatcher.dispatch(rows[0]?.id as Parameters<typeof dispatcher.dispatch>[0]);
    expect(
      await ground.dataSource.query('select status from outbox_message where id = $1', [rows[0]?.id]),
    ).toEqual([{ status: 'done' }]);
    expect((await browser.get(link.url)).status).toBe(410);
  });
});

describe('forged forms', () => {
  it('from another site, another browser or with a changed answer record nothing', async () => {
    const { caseId, link, browser } = await setup();
    const form = firstForm(await choose(browser, link, { kind: 'no-objection' }));
    const filled = { represents: 'CIV', action: 'cast' };
    expect((await browser.submit(form, filled, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await browser.submit(form, filled, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await browser.withoutCookies().submit(form, filled)).status).toBe(400);
    const changed = await browser.submit(form, { ...filled, kind: 'support' });
    expect(changed.status).toBe(400);
    expect(wordsOf(changed.html)).toContain('What you entered is kept');
    expect((await ground.context(caseId)).positions).toEqual([]);
  });

  it('a form of one link does not fit another', async () => {
    const { caseId, link, browser } = await setup();
    const other = await ground.link(caseId, 'IND');
    const form = firstForm(await choose(browser, link, { kind: 'support' }));
    const page = await browser.submit(
      { ...form, action: `${other.url}/confirm` },
      { represents: 'IND', action: 'cast' },
    );
    expect(page.status).toBe(400);
    expect((await ground.context(caseId)).positions).toEqual([]);
  });

  it('the form’s cookie is HttpOnly and SameSite=Strict', async () => {
    const { link, browser } = await setup();
    const page = await browser.get(link.url);
    expect(page.headers.get('set-cookie')).toMatch(
      /^plenum-form=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });
});

describe('what is stored and logged', () => {
  it('no token and no code stands in the database or in any log line', async () => {
    const { link, browser } = await setup();
    await answer(browser, link, { kind: 'objection', reason: 'x' });
    await browser.get(`${link.url}/nothing-here`);
    const token = link.url.split('/').at(-1) ?? '';
    const stored = JSON.stringify(
      await ground.dataSource.query(
        'select l.*, u.* from ballot_link l join ballot_link_use u on u.link_id = l.id',
      ),
    );
    for (const secret of [token, token.slice(0, 20), link.code]) {
      expect(stored).not.toContain(secret);
      expect(ground.logged.join('\n')).not.toContain(secret);
    }
    expect(ground.logged.join('\n')).toContain('/b/…/confirm');
  });

  it('one mail has one link', async () => {
    const caseId = await ground.launch();
    await ground.link(caseId, 'CIV');
    const order = await ground.dataSource.query<{ mail_id: string; text_hash: string }[]>(
      'select mail_id, text_hash from ballot_link where case_id = $1',
      [caseId],
    );
    expect(order).toHaveLength(1);
    await expect(
      ground.dataSource.query(
        'insert into ballot_link (id, token_hash, code_hash, case_id, round, party, contact_id, text_hash, mail_id) select gen_random_uuid(), text_hash, code_hash, case_id, round, party, contact_id, text_hash, mail_id from ballot_link where case_id = $1',
        [caseId],
      ),
    ).rejects.toThrow(/ballot_link_mail_id_key/);
  });

  it('the log of uses cannot be rewritten', async () => {
    const { link, browser } = await setup();
    await browser.get(link.url);
    expect((await uses()).length).toBeGreaterThan(0);
    await expect(ground.dataSource.query('delete from ballot_link_use')).rejects.toThrow(/append-only/);
  });
});

describe('the HTTP ground', () => {
  it('sends strict headers on every page, and keeps none', async () => {
    const { link, browser } = await setup();
    const { headers } = await browser.get(link.url);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';connect-src 'self';style-src 'self';img-src 'self' data:;font-src 'none';form-action 'self';frame-ancestors 'none';base-uri 'none'",
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('answers HEAD as GET without a body, and other methods with 405', async () => {
    const { link, browser } = await setup();
    const head = await browser.get(link.url, 'HEAD');
    expect([head.status, head.html]).toEqual([200, '']);
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const page = await browser.get(link.url, method);
      expect([method, page.status, page.headers.get('allow')]).toEqual([method, 405, 'GET, HEAD, POST']);
    }
  });

  it('sends a ballot page and its style sheet in less than 50 kB, the sheet compressed and kept for a year', async () => {
    const { link, browser } = await setup();
    const page = await browser.get(link.url);
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const response = await fetch(ground.url + href, { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const sheetBytes = Number(response.headers.get('content-length'));
    expect(await response.text()).toContain('.plenum-deadline');
    expect(sheetBytes + Buffer.byteLength(page.html)).toBeLessThan(50_000);
  });

  it('describes errors as problem details under /api and as a page elsewhere', async () => {
    const api = await fetch(`${ground.url}/api/v1/nothing`);
    expect(api.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await api.json()).toMatchObject({ type: 'about:blank', status: 404, code: 'http.not-found' });
    const page = await fetch(`${ground.url}/nothing`, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('reads no body larger than its limits', async () => {
    const { link } = await setup();
    const post = (body: string, type: string) =>
      fetch(link.url.replace('http://plenum.example', ground.url), {
        method: 'POST',
        body,
        headers: { 'content-type': type, accept: 'application/json' },
      });
    expect((await post(`reason=${'a'.repeat(2_100_000)}`, 'application/x-www-form-urlencoded')).status).toBe(
      413,
    );
    expect((await post(JSON.stringify({ reason: 'a'.repeat(1_100_000) }), 'application/json')).status).toBe(
      413,
    );
    expect((await post(JSON.stringify({ reason: 'a'.repeat(200_000) }), 'application/json')).status).toBe(
      400,
    );
    expect((await post('{"broken', 'application/json')).status).toBe(400);
    const long = await post(`kind=support&reason=${'a'.repeat(12_000)}`, 'application/x-www-form-urlencoded');
    expect([long.status, await long.text()]).toEqual([400, expect.stringContaining('Shorten the text')]);
  });
});
