import { describe, expect, it } from '@jest/globals';
import { aProcedure, support } from '../../../../test/support/written-procedure.js';
import { LANGUAGES, Messages } from '../../../platform/language/index.js';
import { wordsFor } from '../../../platform/http/words.js';
import { viewOfMemory } from '../../../modules/written-procedures/index.js';
import { commands } from '../../../../workflows/written-procedure/index.js';
import type { ReadProcedure } from '../procedure.reader.js';
import { formOf } from './act-form.js';
import { enteredIn, payloadFrom } from './fields.js';
import { isAct } from './open-acts.js';

const messages = Messages.load();
const person = {
  contactId: 'M1-head',
  name: 'The Chair',
  party: 'M1',
  zone: 'Africa/Johannesburg',
  languages: ['en'],
  roles: ['chair', 'secretariat', 'participant'],
  organs: [],
};

function read(): ReadProcedure {
  const drive = support(aProcedure({ members: 3 }), 1);
  const view = { ...viewOfMemory(drive.context), id: 'case', reference: 'WP-1', title: 'Admission' };
  return {
    view,
    positions: [],
    timetable: [],
    history: { events: [], refused: [] },
    delegations: [],
    sent: [
      { id: 'm-2', party: 'M2', name: 'Head of M2', template: 'launch', sentAt: '2013-02-02T12:00:00.000Z' },
      {
        id: 'm-1',
        party: 'M1',
        name: 'Head of M1',
        template: 'reminder',
        sentAt: null,
        createdAt: '2013-02-01T12:00:00.000Z',
      },
    ],
    batches: [],
    byParty: new Map(),
  } as unknown as ReadProcedure; // what forms read of it is there
}
const words = (language: (typeof LANGUAGES)[number]) => ({
  ...wordsFor(messages, language, 'UTC'),
  has: (key: string) => messages.has(key),
});
const acts = Object.keys(commands).filter(isAct);

describe('the forms of acts', () => {
  it.each(acts)('%s has every label, and asks for nothing that its command does not take', (command) => {
    for (const language of ['en', 'fr'] as const) {
      const fields = formOf(command, { read: read(), person, asked: {}, words: words(language) });
      const shape = commands[command as keyof typeof commands].payload;
      const known = Object.keys((shape as unknown as { shape: object }).shape); // every payload is an object
      expect(
        fields.map(({ name }) => name.split('.')[0]).filter((name) => !known.includes(name ?? '')),
      ).toEqual([]);
      expect(fields.filter(({ kind, label }) => kind !== 'hidden' && label === '')).toEqual([]);
    }
  });
});

describe('the mail that could not be delivered', () => {
  const mails = (asked: Record<string, string>) =>
    formOf('record-undeliverable', { read: read(), person, asked, words: words('fr') }).find(
      ({ name }) => name === 'mailId',
    );

  it('is chosen by to whom, what and when, the newest first', () => {
    expect(mails({})).toMatchObject({
      kind: 'select',
      options: [
        { value: 'm-2', text: expect.stringMatching(/^Head of M2: Ouverture|^Head of M2: Lancement/) },
        { value: 'm-1', text: expect.stringContaining('1 février 2013') },
      ],
    });
  });
  it('is one to the party that the link names', () =>
    expect(mails({ party: 'M1' })?.options.map(({ value }) => value)).toEqual(['m-1']));
});

describe('what was entered', () => {
  const fields = formOf('extend', { read: read(), person, asked: {}, words: words('en') });
  const payload = (body: Record<string, string>) =>
    payloadFrom(fields, enteredIn(fields, body), (fault, label) => `${fault} ${label}`);
  const day = { 'to-day': '2', 'to-month': '3', 'to-year': '2013', 'to-time': '24:00', 'to-zone': 'UTC' };

  it('becomes a payload: a date and hour as the wall time of its zone', () => {
    expect(payload({ ...day, reason: ' More time. ' })).toEqual({
      payload: { to: { wallTime: '2013-03-02T24:00', zone: 'UTC' }, reason: 'More time.' },
      faults: [],
    });
  });
  it.each([
    ['a day that does not exist', { ...day, 'to-day': '31', 'to-month': '2' }, 'to-day', 'moment'],
    ['an hour that is none', { ...day, 'to-time': 'noon' }, 'to-day', 'moment'],
    ['a zone that is none', { ...day, 'to-zone': 'Nowhere' }, 'to-day', 'moment'],
    ['a length that is no number', { 'period-value': 'seven' }, 'period-value', 'length'],
  ])('names %s', (_what, body, field, fault) => {
    const { faults } = payload({ ...body, reason: 'x' });
    expect(faults).toEqual([{ field, message: expect.stringContaining(fault) }]);
  });
  it('names what is missing', () => {
    expect(payload({})).toEqual({ payload: {}, faults: [{ field: 'reason', message: 'empty Reason' }] });
  });
  it.each(['Fill in: Was anybody reached?.', 'Remplir : Quelqu’un a-t-il été joint ?.'])(
    'names a question that is open with one mark: %s',
    (said) => {
      const { faults } = payloadFrom(fields, enteredIn(fields, {}), () => said);
      expect(faults[0]?.message).toBe(said.slice(0, -1));
    },
  );
});
