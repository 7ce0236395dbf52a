/** Mails of a real written procedure under the rules of the Kimberley Process, from launch to what came back. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import type { ParsedMail } from 'mailparser';
import type { CaseId, CommandId } from '../../src/kernel/ids.js';
import { newId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/kernel/workflow.js';
import { procedureContextSchema } from '../../workflows/written-procedure/index.js';
import { wordsOf } from '../support/browser.js';
import { deliveryReport } from '../support/delivery-report.js';
import { type MailGround, startMailGround } from '../support/mailbox.js';

const chair: Actor = { kind: 'person', id: 'IND-1', name: 'India, head of delegation', party: 'IND' };

let ground: MailGround;
let caseId: CaseId;
beforeAll(async () => {
  ground = await startMailGround();
  const payload = {
    reference: 'KP/WP/TEST/1',
    title: 'Admission of Ruritania',
    subject: 'Whether to admit.',
    texts: [{ language: 'en', body: 'Ruritania is admitted.' }],
  };
  const draft = await ground.engine.start({
    workflow: 'written-procedure',
    commandId: newId<CommandId>(),
    actor: chair,
    payload,
  });
  caseId = draft.caseId;
  await command('launch', { ruleSet: 'kp' });
  await ground.deliver();
}, 120_000);
afterAll(() => ground.close());

async function command(type: string, payload: object): Promise<void> {
  const outcome = await ground.engine.submit({
    caseId,
    type,
    commandId: newId<CommandId>(),
    actor: chair,
    payload,
  });
  if (outcome.status !== 'accepted') throw new Error(`${type}: ${JSON.stringify(outcome)}`);
}
const contextNow = async () => procedureContextSchema.parse((await ground.reader.view(caseId)).context);
const addressOf = (mail: ParsedMail): string | undefined => [mail.to ?? []].flat()[0]?.value[0]?.address;
const linkIn = (mail: ParsedMail): string => /http:\/\/\S+\/b\/[\w-]{43}/.exec(mail.text ?? '')?.[0] ?? '';
async function calendarsTo(address: string): Promise<{ uid: string; sequence: number; end: string }[]> {
  const mails = (await ground.files()).filter((mail) => addressOf(mail) === address);
  return mails.flatMap(({ attachments }) =>
    attachments
      .filter(({ contentType }) => contentType === 'text/calendar')
      .map(({ content }) => {
        const calendar = new ICAL.Component(ICAL.parse(content.toString()));
        const { uid, sequence, endDate } = new ICAL.Event(
          calendar.getFirstSubcomponent('vevent') ?? undefined,
        );
        return { uid, sequence, end: endDate.toJSDate().toISOString() };
      }),
  );
}

describe('the launch of a written procedure', () => {
  it('writes to every contact frozen at launch, once, with a link of its own', async () => {
    const { frozen } = await contextNow();
    const contacts = [...(frozen?.electorate ?? []), ...(frozen?.observers ?? [])].flatMap(
      (party) => party.contacts,
    );
    const mails = await ground.files();
    expect(contacts.length).toBeGreaterThan(100);
    expect(mails.map(addressOf).sort()).toEqual(contacts.map(({ email }) => email).sort());
    expect(new Set(mails.map(linkIn)).size).toBe(contacts.length);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(contacts.length);
  });

  it('keeps every mail, and no link that works', async () => {
    const dump = await ground.dump();
    for (const mail of await ground.files()) {
      const token = linkIn(mail).split('/b/')[1] ?? 'no link';
      expect(token).toHaveLength(43);
      expect(dump.includes(token)).toBe(false);
    }
    const log = await ground.mails.list({ caseId, limit: 1000 });
    expect(new Set(log.map(({ status }) => status))).toEqual(new Set(['sent']));
  });

  it('leads from the mailbox to the ballot of that delegate', async () => {
    const [entry] = await ground.mails.list({ caseId, party: 'AGO', limit: 1 });
    const page = await ground.http(`/mailbox/${entry?.id ?? ''}`);
    const link = new URL(/href="(http:[^"]+\/b\/[\w-]{43})"/.exec(page.text)?.[1] ?? '');
    const headers = { accept: 'text/html', cookie: 'plenum-language=en' };
    const ballot = await ground.http(link.pathname, { headers });
    expect(ballot.status).toBe(200);
    expect(wordsOf(ballot.text)).toContain('You answer for Angola');
  });
});

describe('what follows', () => {
  it('an extension reaches calendars as a newer version of the same entry', async () => {
    const { round } = await contextNow();
    await command('extend', { reason: 'Time to translate.' });
    await ground.deliver();
    const [first, second] = await calendarsTo('head@ago.example');
    expect(second?.uid).toBe(first?.uid);
    expect(second?.sequence).toBeGreaterThan(first?.sequence ?? Infinity);
    expect(first?.end).toBe(round?.deadline.at);
    expect(second?.end).toBe((await contextNow()).round?.deadline.at);
  });

  it('when every address of a member fails, silence cannot run for it', async () => {
    for (const contactId of ['AGO-1', 'AGO-2']) {
      const mail = (await ground.mails.list({ caseId, party: 'AGO', limit: 1000 })).find(
        (one) => one.contactId === contactId,
      );
      expect(await ground.mails.bounced(mail?.id ?? '', deliveryReport(mail?.id ?? '').slice(0, 40))).toBe(
        true,
      );
    }
    await ground.deliver();
    const angola = (await contextNow()).frozen?.electorate.find(({ code }) => code === 'AGO');
    expect(angola?.contacts.map(({ unreachableSince }) => unreachableSince)).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
    expect((await ground.reader.history(caseId)).map(({ type }) => type)).toContain('party-unreachable');
  });

  it('a reminder asked for before an answer came is not sent after it', async () => {
    const context = await contextNow();
    const ghana = context.frozen?.electorate.find(({ code }) => code === 'GHA')?.contacts[0];
    const facts = { label: '1-day', deadline: context.round?.deadline, textHash: context.round?.textHash };
    const reminder = JSON.stringify({
      template: 'reminder',
      to: { role: 'participant', party: 'GHA', contact: ghana },
      round: 1,
      facts,
      statutory: false,
    });
    const ids = [newId<string>(), newId<string>()];
    const ask = (id?: string) =>
      ground.dataSource.query(
        `insert into outbox_message (id, case_id, topic, payload, occurred_at) values ($1, $2, 'mail', $3, legal_now())`,
        [id, caseId, reminder],
      );
    await ask(ids[0]);
    await ground.deliver();
    const answer = {
      kind: 'support',
      contactId: 'GHA-1',
      channel: 'link',
      textHash: context.round?.textHash,
    };
    const delegate: Actor = { kind: 'person', id: 'GHA-1', name: 'Ghana, head of delegation', party: 'GHA' };
    await ground.engine.submit({
      caseId,
      type: 'record-position',
      commandId: newId<CommandId>(),
      actor: delegate,
      payload: answer,
    });
    await ask(ids[1]);
    await ground.deliver();
    const [before, after] = [await ground.mails.show(ids[0] ?? ''), await ground.mails.show(ids[1] ?? '')];
    expect(before).toMatchObject({ status: 'sent', template: 'reminder' });
    expect(after).toMatchObject({ status: 'skipped', response: 'the party has answered meanwhile' });
  });
});
