/** What a newcomer sees: an empty store is filled with the Kimberley Process of 2012, and the console says where to click. */

import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { Engine, OutboxDispatcher } from './engine/index.js';
import { newId } from './kernel/ids.js';
import { deadlineText } from './kernel/deadline-text.js';
import type { Actor } from './kernel/workflow.js';
import { OPERATOR } from './modules/cases/index.js';
import { seedReportingCycles } from './modules/casework/index.js';
import { isCompendiumEmpty, seedCompendium } from './modules/compendium/index.js';
import { Mails } from './modules/notifications/index.js';
import { seedOrgans } from './modules/organs/index.js';
import { Replays, ownPrecedents } from './modules/precedents/index.js';
import { Registry, isEmpty, seedRegistry } from './modules/registry/index.js';
import { SignIn } from './modules/sign-in/index.js';
import { WrittenProcedures } from './modules/written-procedures/index.js';
import type { Configuration } from './platform/config/index.js';
import { type Running, START_DATA } from './start.js';

/** Reference of the procedure that a new store opens, so that there is something to answer. */
const FIRST = 'KP/WP/DEMO/1';
/** Stands among the heartbeats while a store is being filled. */
const FILLING = 'filling the store';
/** Whose mail the console shows. */
const DELEGATE = 'GHA-1';

/**
 * Fills an empty store (unless SEED=none) and prints where to click as Chair, delegate and Secretariat.
 *
 * @param running the serving process
 */
export async function welcome(running: Running<NestExpressApplication>): Promise<void> {
  const { app, configuration } = running;
  if (configuration.seed === 'kp-2012' && (await isToBeFilled(app.get(DataSource)))) await fill(app);
  say('');
  say(
    `Plenum serves ${configuration.publicUrl}  (${running.embedded ? `embedded PostgreSQL in ${configuration.dataDir}` : 'PostgreSQL by DATABASE_URL'}${configuration.simulatedClock ? ', simulated clock' : ''})`,
  );
  if (configuration.clockOfStore && configuration.simulatedClock)
    say(
      'This store is for trying things out: its clock stands still until you move it on, by the bar across every page or by npm run plenum -- clock travel --next. To work for real, begin another one on the system clock: CLOCK=system DATA_DIR=(another folder) npm start',
    );
  await pointOut(app, configuration);
  say('Stop with Ctrl-C; nothing is lost.');
}

/** An empty store is filled; so is one whose first start was interrupted, from where it stopped. */
async function isToBeFilled(dataSource: DataSource): Promise<boolean> {
  const begun = await dataSource.query<unknown[]>('select 1 from heartbeat where name = $1', [FILLING]);
  return begun.length > 0 || isEmpty(dataSource.manager);
}

/** Every part of it may be done again and is then found done; the mark goes when all of it is. */
async function fill(app: NestExpressApplication): Promise<void> {
  const dataSource = app.get(DataSource);
  await fillRegistry(dataSource);
  await fillCompendium(dataSource);
  for (const precedent of ownPrecedents().filter(({ kind }) => kind !== 'made-up')) {
    const replay = await app.get(Replays).play(precedent, bar(precedent.name));
    say(`${replay.holds ? 'holds' : 'DIFFERS'}  ${precedent.title}`);
  }
  const cycles = await seedReportingCycles(app.get(Engine));
  const opened = cycles.filter(({ status }) => status === 'accepted');
  say(`Opened ${opened.length} cycles of reports: each asks everybody on the roll when its period ends.`);
  await openFirst(app);
  await dataSource.query('delete from heartbeat where name = $1', [FILLING]);
}

async function fillRegistry(dataSource: DataSource): Promise<void> {
  if (!(await isEmpty(dataSource.manager))) return;
  const loaded = await dataSource.transaction(async (tx) => {
    await tx.query('insert into heartbeat (name, at) values ($1, clock_timestamp())', [FILLING]);
    return { ...(await seedRegistry(tx, START_DATA)), ...(await seedOrgans(tx, START_DATA)) };
  });
  say(
    `Loaded the Kimberley Process: ${loaded.parties} parties, ${loaded.contacts} contacts (addresses under .example), ${loaded.offices} terms of office, ${loaded.tradeStatuses} trade statuses, ${loaded.nations} nations, ${loaded.organs} organs with ${loaded.seats} seats.`,
  );
}

async function fillCompendium(dataSource: DataSource): Promise<void> {
  if (!(await isCompendiumEmpty(dataSource.manager))) return;
  const { documents, languages } = await dataSource.transaction((tx) => seedCompendium(tx, START_DATA));
  say(`Loaded the Compendium: ${documents} documents, ${languages} official languages.`);
}

/** One procedure open now, launched by whoever holds the Chair today, under the Kimberley Process's rules. */
async function openFirst(app: NestExpressApplication): Promise<void> {
  const chair = await app.get(Registry).holder('chair');
  if (!chair?.contactId) return;
  const contact = await app.get(Registry).requireContact(chair.contactId);
  const actor: Actor = {
    kind: 'operator',
    id: contact.id,
    name: `operator for ${contact.name}`,
    party: contact.party,
  };
  const procedures = app.get(WrittenProcedures);
  if ((await procedures.list({}, OPERATOR)).some(({ reference }) => reference === FIRST)) return;
  const drafted = await procedures.draft(
    {
      reference: FIRST,
      title: 'Languages of the Documents Compendium',
      subject: 'In which languages the Compendium is kept',
      background: 'A made-up decision, so that a newcomer has something to answer.',
      texts: [
        {
          language: 'en',
          body: 'The Documents Compendium is kept in English and French. Other languages follow as translations become available.',
        },
      ],
    },
    actor,
    newId(),
  );
  const launched = await procedures.act(drafted.caseId, 'launch', { ruleSet: 'kp' }, actor);
  if (launched.status !== 'accepted')
    throw new Error(`the first procedure was not launched: ${launched.refusal?.message ?? launched.status}`);
  await app.get(OutboxDispatcher).drain();
}

/** Links that sign in are shown only where no mail leaves the machine; elsewhere they would stand in a log that others read. */
async function pointOut(app: NestExpressApplication, { publicUrl, smtpUrl }: Configuration): Promise<void> {
  const procedures = app.get(WrittenProcedures);
  const registry = app.get(Registry);
  const open = (await procedures.list({ open: true }, OPERATOR)).find(({ imported }) => !imported);
  if (open)
    say(
      `Open now: ${open.reference} «${open.title}»${open.deadline ? `, until ${deadlineText(open.deadline.iso, { zone: 'UTC', locale: 'en' }).utc}` : ''}`,
    );
  if (smtpUrl) {
    say(
      `Sign in by mail:  ${publicUrl}/sign-in  (or a link from here: npm run plenum -- sign-in-link CONTACT)`,
    );
    return;
  }
  say('');
  const chair = await registry.holder('chair');
  if (chair?.contactId)
    say(`As Chair (${chair.partyName}):  ${await app.get(SignIn).linkFor(chair.contactId)}`);
  if (open) {
    const [mail] = (await app.get(Mails).list({ caseId: open.id, party: DELEGATE.split('-')[0] })).filter(
      (one) => one.contactId === DELEGATE && one.status === 'sent',
    );
    if (mail) say(`As delegate (${mail.name}):  ${publicUrl}/mailbox/${mail.id}`);
  }
  const secretariat = (await registry.contacts()).find((contact) => contact.party === 'SEC');
  if (secretariat) say(`As Secretariat:  ${await app.get(SignIn).linkFor(secretariat.id)}`);
  say(`Every mail:  ${publicUrl}/mailbox`);
  say('The two sign-in links work for 15 minutes; new ones: npm run plenum -- sign-in-link CONTACT');
}

/** Progress in a terminal; nothing in a log file. */
function bar(name: string): (done: number, total: number) => void {
  if (!process.stdout.isTTY) return () => undefined;
  return (done, total) =>
    process.stdout.write(`\r${name}: step ${done} of ${total}${done === total ? '\r\u001b[2K' : ''}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
