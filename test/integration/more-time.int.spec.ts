/** Asking for more time, until when; and what a delegate is told of the readers before anything is said. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Procedure, launchProcedure } from '../support/ballot-links.js';
import { type FetchedPage, PlainBrowser, formsOf, wordsOf } from '../support/browser.js';

let t: TestApp;
let procedure: Procedure;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00.000Z');
  procedure = await launchProcedure(t, 'ZAF-1', { reference: 'KP/WP/2013/1', title: 'Road map' });
}, 120_000);
afterAll(() => t?.close());

const TOLD = 'can be read by the 54 parties asked, the 4 parties copied, the Chair and the Secretariat';
const DAY = 'More time is asked for until 31 March 2013';

const firstForm = (page: FetchedPage) => {
  const [form] = formsOf(page.html);
  if (!form) throw new Error(`no form on ${page.status}`);
  return form;
};

describe('need more time', () => {
  it('says until when, if it likes: the record, the receipt, the procedure’s page and the Chair’s mail have the day', async () => {
    const link = await procedure.link('GHA-1');
    const browser = new PlainBrowser(t.url);
    const choose = async (entered: Record<string, string>): Promise<FetchedPage> =>
      browser.submit(firstForm(await browser.get(`${t.url}${link.path}`)), entered);
    expect(wordsOf((await browser.get(`${t.url}${link.path}`)).html)).toContain(TOLD);

    const wrong = await choose({ kind: 'need-more-time', until: '2013-02-30' });
    expect([wrong.status, wordsOf(wrong.html)]).toEqual([
      400,
      expect.stringContaining('Give a day that exists'),
    ]);
    const alone = await choose({ kind: 'no-objection', until: '2013-03-31' });
    expect([alone.status, wordsOf(alone.html)]).toEqual([
      400,
      expect.stringContaining('A day goes with an answer that asks for more time'),
    ]);

    const confirmation = await choose({ kind: 'need-more-time', until: '2013-03-31' });
    expect(wordsOf(confirmation.html)).toContain(DAY);
    expect(wordsOf(confirmation.html)).toContain(TOLD);
    const receipt = await browser.submit(firstForm(confirmation), { represents: 'GHA', action: 'cast' });
    expect(wordsOf(receipt.html)).toContain(DAY);
    expect((await procedure.context()).positions).toMatchObject([
      { party: 'GHA', kind: 'need-more-time', until: '2013-03-31' },
    ]);

    const page = await fetch(`${t.url}/procedures/${procedure.id}`, { headers: await t.bearer('ZAF-1') });
    expect(wordsOf(await page.text())).toContain('More time asked for until 31 March 2013');
    await t.travelTo('2013-02-01T09:05:00.000Z');
    const { entries } = await t.mailbox.list('', 500);
    const entry = entries.find(({ subject }) => subject.includes('MORE TIME ASKED'));
    expect((await t.mailbox.show(entry?.id ?? '')).text).toContain('31 March 2013');
  });
});
