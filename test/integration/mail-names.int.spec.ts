/** A mail names its reader's own party as the reader's language does, and as the body's registry says where that differs. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/ids.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { launchProcedure } from '../support/ballot-links.js';
import { until } from '../support/engine.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00.000Z');
}, 120_000);
afterAll(() => t.close(), 120_000);

it('in French by CLDR, or by the registry’s own French name', async () => {
  const store = t.app.get(DataSource);
  await store.query(
    `insert into party_name (row_id, party, language, name, valid_from, source) values ($1, 'CIV', 'fr', 'République ivoirienne', '2003-01-01Z', 'a test')`,
    [newId()],
  );
  const { id } = await launchProcedure(t, 'ZAF-1', { reference: 'KP/WP/2013/1', title: 'Road map' });
  const textTo = async (contact: string): Promise<string> => {
    const query = `select text from mail_message where case_id = $1 and contact_id = $2`;
    await until(
      'the mail is written',
      async () => (await store.query<unknown[]>(query, [id, contact])).length > 0,
    );
    const [mail] = await store.query<{ text: string }[]>(query, [id, contact]);
    return mail?.text ?? '';
  };
  const told = async (contact: string) => (await textTo(contact)).replaceAll(/\s+/g, ' ');
  expect(await told('CIV-1')).toContain('délégation (République ivoirienne)');
  expect(await told('CMR-1')).toContain('délégation (Cameroun)');
  expect(await told('GHA-1')).toContain('Ghana');
}, 60_000);
