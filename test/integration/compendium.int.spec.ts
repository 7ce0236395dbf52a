/** The Compendium on a real database: what held when, as known when; numbers, texts, chains, search, and what clauses record. */
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { LegalClock } from '../../src/engine/index.js';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import {
  Compendium,
  InstrumentRecorder,
  Instruments,
  annulmentSchema,
  compendiumFilterSchema,
  compendiumSearchSchema,
  conclusionSchema,
  correctionSchema,
  newInstrumentSchema,
  newTextSchema,
  officialLanguageSchema,
  publicationSchema,
  relationSchema,
  seedCompendium,
} from '../../src/modules/compendium/index.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const KP = join(import.meta.dirname, '../../data/kp');
const NOW = '2013-06-01T00:00:00.000Z';
const day = (text: string): Instant => toInstant(`${text}T00:00:00Z`);
const KINSHASA = 'Kinshasa AD';
const JERUSALEM = 'Jerusalem AD';

interface Ground {
  readonly database: TestDatabase;
  readonly tx: EntityManager;
  readonly compendium: Compendium;
  readonly desk: Instruments;
  readonly recorder: InstrumentRecorder;
  /** titles in force, as known when */
  titles(at: string, knownAt?: string): Promise<string[]>;
  travelTo(at: string): Promise<void>;
}

/** A Compendium on a simulated clock. */
async function open(seeded: boolean): Promise<Ground> {
  const database = await createTestDatabase();
  const { dataSource } = database;
  const clock = new LegalClock(true);
  await dataSource.query('insert into simulated_clock (instant) values ($1)', [NOW]);
  if (seeded) await dataSource.transaction((tx) => seedCompendium(tx, KP));
  const compendium = new Compendium(dataSource, clock);
  return {
    database,
    tx: dataSource.manager,
    compendium,
    desk: new Instruments(dataSource, clock),
    recorder: new InstrumentRecorder(dataSource, clock),
    titles: async (at, knownAt) => {
      const filter = compendiumFilterSchema.parse({ at, ...(knownAt ? { knownAt } : {}) });
      return (await compendium.list(filter)).documents.map(({ title }) => title);
    },
    travelTo: (at) => clock.moveTo(dataSource.manager, day(at)),
  };
}

const document = (changes: Partial<z.input<typeof newInstrumentSchema>>) =>
  newInstrumentSchema.parse({
    title: 'A decision',
    type: 'administrative-decision',
    adopted: '2013-01-10',
    adoptedBy: 'meeting',
    adoptedIn: 'TEST/1',
    source: 'made up',
    ...changes,
  });
const text = (changes: Partial<z.input<typeof newTextSchema>>) =>
  newTextSchema.parse({
    language: 'en',
    title: 'A decision',
    text: 'Diamonds are counted.',
    status: 'official',
    authoritative: true,
    source: 'made up',
    ...changes,
  });
const relation = (kind: string, to: string) => relationSchema.parse({ kind, to, source: 'made up' });

describe('the documents of the Kimberley Process as loaded at the start', () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await open(true);
  });
  afterAll(() => ground.database.close());

  it('show the «Jerusalem» decision as it was believed in January 2011 and as it is known since February', async () => {
    const { compendium, titles } = ground;
    const title = 'Revised Administrative Decision on Marange, known as that of Jerusalem';
    expect(await titles('2011-01-20', '2011-01-20')).toContain(title);
    expect(await titles('2011-01-20', '2011-02-03T23:59:59.999Z')).toContain(title);
    expect(await titles('2011-01-20', '2011-02-04')).not.toContain(title);
    expect(await titles('2011-01-20')).not.toContain(title);
    const believed = await compendium.show(JERUSALEM, { at: day('2011-01-20'), knownAt: day('2011-01-20') });
    const known = await compendium.show(JERUSALEM, { at: day('2011-01-20') });
    expect([believed.standing?.standing, known.standing?.standing]).toEqual(['in-force', 'annulled']);
    expect(known.standing).toMatchObject({
      validFrom: day('2011-01-18'),
      validTo: null,
      decidedAt: day('2011-02-04'),
    });
    await expect(compendium.show(JERUSALEM, { knownAt: day('2011-01-17') })).rejects.toMatchObject({
      code: 'compendium.unknown',
    });
  });

  it('let the Kinshasa decision lapse by its sunset clause and bring the one on Guinea to a conclusion, on one day', async () => {
    const standings = async (which: string) =>
      Promise.all(
        ['2011-11-04', '2012-11-29', '2012-11-30'].map(
          async (at) => (await ground.compendium.show(which, { at: day(at) })).standing?.standing,
        ),
      );
    expect(await standings(KINSHASA)).toEqual(['adopted', 'in-force', 'lapsed']);
    expect(await standings('Swakopmund Decision on Guinea')).toEqual(['in-force', 'in-force', 'concluded']);
    expect(await standings('Swakopmund Decision on Marange')).toEqual([
      'in-force',
      'superseded',
      'superseded',
    ]);
  });

  it('finds a document by its number in whatever style', async () => {
    for (const which of ['006-2011', '006/2011', 'KP/2011/Plenary/Administrative Decision 6'])
      expect((await ground.compendium.show(which, {})).document.number).toBe('006-2011');
  });

  it('follows the decision on peer review through both revisions, both ways', async () => {
    const last = 'Administrative Decision on the KPCS Peer Review System (revised 2012)';
    const newest = await ground.compendium.show(last, { at: day('2013-01-01') });
    expect(newest.earlier.map(({ kind, depth }) => [kind, depth])).toEqual([
      ['amends', 1],
      ['amends', 2],
    ]);
    const oldest = await ground.compendium.show('AD on Peer Review', { at: day('2013-01-01') });
    expect(oldest.textInForce.amendments.map(({ since }) => since?.slice(0, 4))).toEqual(['2006', '2012']);
    const before = await ground.compendium.show('AD on Peer Review', { at: day('2010-01-01') });
    expect(before.textInForce.amendments.map(({ since }) => since?.slice(0, 4))).toEqual(['2006']);
    expect(before.standing?.standing).toBe('in-force');
  });

  it('says what lacks a translation: all but what exists in French, in French', async () => {
    const { languages, documents } = await ground.compendium.missingTranslations({ at: day('2013-01-01') });
    expect(languages.map(({ language }) => language)).toEqual(['ar', 'en', 'es', 'fr', 'pt', 'ru', 'zh']);
    const [en, fr] = ['en', 'fr'].map((code) => languages.find(({ language }) => language === code));
    expect(fr).toMatchObject({ missing: (fr?.of ?? 0) - 1 });
    expect(en?.missing).toBe((en?.of ?? 0) - 2);
    expect(
      languages.filter(({ source }) => source.startsWith('assumed')).map(({ language }) => language),
    ).toEqual(['ar', 'es', 'fr', 'pt', 'ru', 'zh']);
    const peerReview = documents.find(({ languages: known }) =>
      known.some(({ language }) => language === 'fr'),
    );
    expect(peerReview?.missing).toEqual(['ar', 'es', 'pt', 'ru', 'zh']);
  });

  it('proposes the next number of a year whatever the style of the ones before, and never fills a gap', async () => {
    expect(await ground.compendium.nextNumber(2011, 'KP/Plenary')).toMatchObject({
      number: '007-2011',
      taken: [5, 6],
      unknown: [1, 2, 3, 4],
    });
    expect((await ground.compendium.nextNumber(2012, 'KP/Plenary')).number).toBe('006/2012');
    expect((await ground.compendium.nextNumber(2017, 'KP/Plenary')).number).toBe(
      'KP/2017/Plenary/Administrative Decision 2',
    );
    expect((await ground.compendium.nextNumber(2016, 'KP/Plenary')).number).toBe('001/2016');
  });

  it('cannot be loaded twice', async () => {
    await expect(ground.tx.transaction((inner) => seedCompendium(inner, KP))).rejects.toMatchObject({
      code: 'compendium.not-empty',
    });
  });

  it('finds what the Washington communiqué says of documents there already, so that its clauses change nothing', async () => {
    const at = '2012-11-30T23:00:00.000Z';
    const base = { meeting: 'KP/PLENARY/2012', source: 'Washington communiqué 2012', adoptedAt: at };
    const clauses = [
      [
        'Revised Guidelines for the PC in Recommending Interim Measures',
        'guidelines',
        'adopted',
        'the guidelines in their earlier form',
      ],
      [
        'Administrative Decision on the KPCS Peer Review System',
        'administrative-decision',
        'amended',
        'the decision of 2003 as revised in 2006',
      ],
      ['Administrative Decision of Kinshasa, 2011, on Marange', 'administrative-decision', 'lapsed', null],
      [
        'Administrative Decision on the Data Anomalies Questionnaire',
        'administrative-decision',
        'adopted',
        null,
      ],
      ['Washington Declaration of 2012', 'declaration', 'adopted', null],
      [
        'Administrative Decision on Selection, Engagement and Operation of the Administrative Support Mechanism',
        'administrative-decision',
        'adopted',
        '005/2011 and 005/2012',
      ],
      ['Compendium of KP Documents', 'compendium', 'adopted', null],
      [
        'Administrative Decision on Applying the KP Written Procedure',
        'administrative-decision',
        'highlighted',
        null,
      ],
    ] as const;
    for (const [title, type, action, predecessor] of clauses)
      expect([
        title,
        await ground.recorder.recordInstrument({ ...base, title, type, action, predecessor }),
      ]).toEqual([title, expect.objectContaining({ changed: false })]);
    const measure = { ...base, paragraph: 13, at: toInstant(at) };
    for (const [instrument, action] of [
      ['Administrative Decision of Swakopmund, 2009, on Guinea', 'concluded'],
      ['Administrative Decision of Kinshasa, 2011, on Marange', 'lifted'],
    ] as const)
      expect(await ground.recorder.recordMeasure({ ...measure, instrument, action })).toMatchObject({
        changed: false,
      });
  });
});

describe('a document', () => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await open(false);
  });
  afterEach(() => ground.database.close());

  it('without a number is refused a second time under its title and day', async () => {
    const { desk } = ground;
    const twice = document({ title: 'A document sent twice' });
    await desk.add(twice);
    await expect(desk.add(twice)).rejects.toMatchObject({
      code: 'compendium.entered-already',
      details: { field: 'title' },
    });
  });

  it('is refused when its number is taken in another style, and allowed without one', async () => {
    const { desk, compendium } = ground;
    await desk.add(document({ number: '004/2013' }));
    for (const number of ['004-2013', '4/2013', 'KP/2013/Plenary/Administrative Decision 4'])
      await expect(desk.add(document({ number }))).rejects.toMatchObject({
        code: 'compendium.number-taken',
        details: { field: 'number' },
      });
    await desk.add(document({ number: 'KP/2013/Intersessional/Administrative Decision 4' }));
    await desk.add(document({ title: 'Without a number' }));
    expect((await compendium.show('Without a number', {})).document.number).toBeNull();
    await expect(desk.add(document({ number: 'AD seven' }))).rejects.toMatchObject({
      code: 'compendium.bad-number',
    });
  });

  it('keeps two of one number out also when they come at one moment, and in SQL', async () => {
    const both = await Promise.allSettled([
      ground.desk.add(document({ number: '001/2013' })),
      ground.desk.add(document({ number: '001-2013', title: 'Another' })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(
      ground.tx.query(
        `insert into instrument (row_id, id, title, title_language, also_known_as, title_keys, type, organ, number, number_series,
           number_year, number_sequence, adopted_by, adopted_in, predecessor, note, source)
         select gen_random_uuid(), gen_random_uuid(), title, title_language, also_known_as, title_keys, type, organ, '1 of 2013', number_series,
           number_year, number_sequence, adopted_by, adopted_in, predecessor, note, source from instrument limit 1`,
      ),
    ).rejects.toThrow(/one_instrument_of_a_number/);
  });

  it('takes effect before its adoption only with a reason', async () => {
    const early = { adopted: '2013-02-01', effective: '2013-01-15' };
    await expect(ground.desk.add(document(early))).rejects.toMatchObject({
      code: 'compendium.effective-before-adoption',
      details: { field: 'effective' },
    });
    await ground.desk.add(document({ ...early, retroactiveReason: 'its own last paragraph says so' }));
    expect(await ground.titles('2013-01-20')).toEqual(['A decision']);
    await ground.desk.add(
      document({ title: 'Known by its month', adopted: '2013-02', effective: '2013-02-10' }),
    );
    expect(await ground.titles('2013-02-15')).toContain('Known by its month');
  });

  it('is in force from its effect until the last day that its sunset clause names is over', async () => {
    await ground.desk.add(
      document({ effective: '2013-02-01', sunset: 'until the end of March', sunsetOn: '2013-03-31' }),
    );
    const standing = async (at: string) =>
      (await ground.compendium.show('A decision', { at: toInstant(at) })).standing?.standing ?? null;
    expect(await standing('2013-01-09T23:59:59.999Z')).toBeNull();
    expect(await standing('2013-01-31T23:59:59.999Z')).toBe('adopted');
    expect(await standing('2013-02-01T00:00:00Z')).toBe('in-force');
    expect(await standing('2013-03-31T23:59:59.999Z')).toBe('in-force');
    expect(await standing('2013-04-01T00:00:00Z')).toBe('lapsed');
  });

  it('is annulled as never adopted, once, and only when it was declared; what it had superseded holds again', async () => {
    const { desk, compendium, travelTo, titles } = ground;
    await desk.add(document({ title: 'The old one', adopted: '2012-01-01' }));
    await desk.add(document({ title: 'The new one' }));
    await desk.relate('The new one', relation('supersedes', 'The old one'));
    expect(await titles('2013-02-01')).toEqual(['The new one']);
    const annulment = annulmentSchema.parse({ at: '2013-06-10', reason: 'no consensus', source: 'made up' });
    await travelTo('2013-06-11');
    await expect(desk.annul('The new one', { ...annulment, at: day('2013-01-09') })).rejects.toMatchObject({
      code: 'compendium.annulled-before-adoption',
    });
    await desk.annul('The new one', annulment);
    expect(await titles('2013-02-01')).toEqual(['The old one']);
    expect(await titles('2013-02-01', '2013-06-10T23:59:59.999Z')).toEqual(['The new one']);
    await expect(desk.annul('The new one', annulment)).rejects.toMatchObject({
      code: 'compendium.not-declared',
    });
    await expect(desk.relate('The new one', relation('amends', 'The old one'))).rejects.toMatchObject({
      code: 'compendium.annulled',
    });
    await desk.add(document({ title: 'Never declared', adopted: null, adoptedBy: 'unknown', adoptedIn: '' }));
    await expect(desk.annul('Never declared', annulment)).rejects.toMatchObject({
      code: 'compendium.not-declared',
    });
    await expect(desk.annul('Unheard of', annulment)).rejects.toMatchObject({ code: 'compendium.unknown' });
    expect(
      (await compendium.history('The new one')).beliefs.filter(({ about }) => about === 'standing'),
    ).toHaveLength(2);
  });

  it('ends once, and only while it is in force', async () => {
    const { desk } = ground;
    await desk.add(document({}));
    const end = conclusionSchema.parse({
      standing: 'concluded',
      at: '2013-05-01',
      reason: 'fulfilled',
      source: 'made up',
    });
    await expect(desk.conclude('A decision', { ...end, at: day('2013-01-01') })).rejects.toMatchObject({
      code: 'compendium.not-in-force',
      details: { field: 'at' },
    });
    expect(await desk.conclude('A decision', end)).toMatchObject({ changed: true });
    expect(await desk.conclude('A decision', end)).toMatchObject({ changed: false });
    await expect(desk.conclude('A decision', { ...end, standing: 'lapsed' })).rejects.toMatchObject({
      code: 'compendium.not-in-force',
    });
    expect(await ground.titles('2013-04-30')).toEqual(['A decision']);
    expect(await ground.titles('2013-05-01')).toEqual([]);
  });

  it('is corrected without losing what was believed, and the end that was decided stays', async () => {
    const { desk, compendium, travelTo } = ground;
    const { id } = await desk.add(document({}));
    await desk.conclude(
      id,
      conclusionSchema.parse({ standing: 'concluded', at: '2013-05-01', reason: 'done', source: 'made up' }),
    );
    await travelTo('2013-07-01');
    const correction = correctionSchema.parse({
      title: 'A better title',
      adopted: '2013-01-20',
      source: 'the signed copy',
    });
    expect(await desk.correct(id, correction)).toEqual({ id, changed: true });
    expect(await desk.correct(id, correction)).toEqual({ id, changed: false });
    const now = await compendium.show(id, {});
    expect(now.document).toMatchObject({ title: 'A better title', source: 'the signed copy' });
    expect(now.timeline.map(({ standing, validFrom }) => [standing, validFrom])).toEqual([
      ['in-force', day('2013-01-20')],
      ['concluded', day('2013-05-01')],
    ]);
    const then = await compendium.show(id, { knownAt: day('2013-06-15') });
    expect(then.document.title).toBe('A decision');
    expect(then.timeline[0]?.validFrom).toBe(day('2013-01-10'));
  });

  it('bears on others without circles, on known documents only, and from later to earlier', async () => {
    const { desk, compendium } = ground;
    for (const title of ['First', 'Second', 'Third']) await desk.add(document({ title }));
    expect(await desk.relate('Second', relation('amends', 'First'))).toMatchObject({ changed: true });
    expect(await desk.relate('Second', relation('amends', 'First'))).toMatchObject({ changed: false });
    await desk.relate('Third', relation('follows', 'Second'));
    await expect(desk.relate('First', relation('concludes', 'Third'))).rejects.toMatchObject({
      code: 'compendium.relation-cycle',
      message: expect.stringContaining('«Third» bears on «Second» bears on «First»'),
    });
    await expect(desk.relate('First', relation('amends', 'First'))).rejects.toMatchObject({
      code: 'compendium.relation-to-itself',
    });
    await expect(desk.relate('First', relation('amends', 'Fourth'))).rejects.toMatchObject({
      code: 'compendium.unknown',
      details: { field: 'to' },
    });
    await desk.add(document({ title: 'Of another year', adopted: '2012-12-01' }));
    await expect(desk.relate('Of another year', relation('amends', 'First'))).rejects.toMatchObject({
      code: 'compendium.relation-backwards',
    });
    expect(
      (await compendium.show('First', {})).later.map(({ fromTitle, depth }) => [fromTitle, depth]),
    ).toEqual([
      ['Second', 1],
      ['Third', 2],
    ]);
  });

  it('cannot be overwritten or emptied, not even by SQL', async () => {
    await ground.desk.add(document({}));
    await ground.desk.putText('A decision', text({}));
    const kept = /the compendium keeps what was believed/;
    for (const sql of [
      `update instrument set title = 'Other'`,
      `update instrument_standing set superseded_at = legal_now(), reason = 'other'`,
      `update instrument_text set body = 'Other'`,
      'delete from instrument',
      'truncate instrument_text',
    ])
      await expect(ground.tx.query(sql)).rejects.toThrow(kept);
  });
});

describe('language versions', () => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await open(false);
    await ground.desk.add(document({}));
  });
  afterEach(() => ground.database.close());
  const put = (changes: Partial<z.input<typeof newTextSchema>>) =>
    ground.desk.putText('A decision', text(changes));
  const french = {
    language: 'fr',
    title: 'Une décision',
    text: 'On compte les diamants.',
    authoritative: false,
  } as const;

  it('have exactly one that is authoritative, in the rules and in SQL', async () => {
    await expect(put({ ...french })).rejects.toMatchObject({ code: 'compendium.no-authoritative' });
    await put({});
    await put(french);
    for (const less of [{ authoritative: false }, { authoritative: false, status: 'draft' }] as const)
      await expect(put(less)).rejects.toMatchObject({ code: 'compendium.no-authoritative' });
    await expect(put({ ...french, language: 'ru', authoritative: true })).rejects.toMatchObject({
      code: 'compendium.second-authoritative',
      details: { field: 'authoritative', language: 'en' },
    });
    await expect(
      put({ ...french, language: 'ru', status: 'machine-translation', authoritative: true }),
    ).rejects.toMatchObject({
      code: 'compendium.translation-authoritative',
    });
    await expect(
      ground.tx.query(
        `insert into instrument_text (row_id, instrument_id, language, version, title, kept_at, status, authoritative, valid_from, source)
         select gen_random_uuid(), instrument_id, 'es', 1, title, '', status, true, valid_from, source from instrument_text where language = 'en'`,
      ),
    ).rejects.toThrow(/one_authoritative_text_at_a_time/);
  });

  it('do not change once published; a new text is a new version, and both are read on their dates', async () => {
    const { desk, compendium, travelTo } = ground;
    await put({ text: 'A first try.' });
    await put({});
    await desk.publish('A decision', publicationSchema.parse({ at: '2013-06-01', source: 'made up' }));
    expect(await put({})).toMatchObject({ changed: false, version: 1 });
    expect(await put({ text: 'Diamonds are counted.\r\n' })).toMatchObject({ changed: false });
    await expect(put({ text: 'Diamonds are weighed.' })).rejects.toMatchObject({
      code: 'compendium.text-published',
    });
    await travelTo('2013-08-01');
    const next = { text: 'Diamonds are weighed.', newVersion: true } as const;
    expect(await put(next)).toMatchObject({ changed: true, version: 2 });
    expect(await put(next)).toMatchObject({ changed: false, version: 2 });
    const words = async (at: string) => (await compendium.text('A decision', 'en', { at: day(at) })).text;
    expect([await words('2013-07-31'), await words('2013-08-01')]).toEqual([
      'Diamonds are counted.',
      'Diamonds are weighed.',
    ]);
    await expect(
      desk.publish('A decision', publicationSchema.parse({ at: '2013-09-01', source: 'made up' })),
    ).rejects.toMatchObject({
      code: 'compendium.published-already',
    });
    expect(await compendium.verify()).toMatchObject({ texts: 5, broken: [] });
  });

  it('may be known without their words, and completed later, also after publication', async () => {
    await put({ text: null, keptAt: 'https://archive.example/1' });
    await ground.desk.publish('A decision', publicationSchema.parse({ at: '2013-06-01', source: 'made up' }));
    const shown = await ground.compendium.show('A decision', { at: day('2013-06-02') });
    expect(shown.texts).toMatchObject([{ held: false, sha256: null, keptAt: 'https://archive.example/1' }]);
    expect(await put({ keptAt: 'https://archive.example/1' })).toMatchObject({ changed: true, version: 1 });
    await expect(put({ text: 'Other words.', keptAt: 'https://archive.example/1' })).rejects.toMatchObject({
      code: 'compendium.text-published',
    });
  });

  it('count as a translation only when official', async () => {
    for (const language of ['en', 'fr'])
      await ground.desk.setLanguage(
        officialLanguageSchema.parse({ language, validFrom: '2003-01-01', source: 'made up' }),
      );
    const missing = async () => (await ground.compendium.show('A decision', {})).missing;
    expect(await missing()).toEqual(['en', 'fr']);
    await put({});
    await put({ ...french, status: 'machine-translation' });
    expect(await missing()).toEqual(['fr']);
    await put(french);
    expect(await missing()).toEqual([]);
    await ground.desk.setLanguage(
      officialLanguageSchema.parse({ language: 'pt', validFrom: '2013-06-01', source: 'made up' }),
    );
    expect(await missing()).toEqual(['pt']);
    await put({ ...french, language: 'pt-br', title: 'Uma decisão' });
    expect(await missing()).toEqual([]);
  });

  it('are found broken when somebody changed the words behind the back of the program', async () => {
    await put({});
    await ground.tx.query('alter table instrument_text disable trigger user');
    await ground.tx.query(`update instrument_text set body = 'Diamonds are not counted.'`);
    expect(await ground.compendium.verify()).toMatchObject({
      texts: 1,
      broken: [{ title: 'A decision', language: 'en', version: 1 }],
    });
  });

  it.each(['xx', 'english please', '', 'e'])('refuse the language tag «%s»', (language) => {
    const parsed = newTextSchema.safeParse({ language, title: 'A', status: 'draft', source: 'made up' });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['language']);
  });
});

describe('search', () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await open(true);
    const { desk } = ground;
    await desk.add(document({ title: 'Guidance on weighing', type: 'guidelines', organ: 'WGDE' }));
    await desk.putText(
      'Guidance on weighing',
      text({
        title: 'Guidance on weighing',
        text: 'Stones are weighed before they are exported. <b>Weighing</b> is done twice.',
      }),
    );
    await desk.putText(
      'Guidance on weighing',
      text({
        language: 'fr',
        title: 'Orientations sur la pesée',
        text: 'Les pierres sont pesées avant l’exportation.',
        authoritative: false,
      }),
    );
    await desk.putText(
      'Guidance on weighing',
      text({ language: 'zh', title: '称重指南', text: '钻石 出口 前 称重', authoritative: false }),
    );
  });
  afterAll(() => ground.database.close());
  const found = async (q: string, more: object = {}) =>
    ground.compendium.search(compendiumSearchSchema.parse({ q, ...more }));

  it('finds words in any language by that language’s own rules, with the place marked', async () => {
    const english = await found('export');
    expect(english.documents[0]).toMatchObject({ title: 'Guidance on weighing', foundIn: 'en' });
    expect(english.documents[0]?.snippet.filter(({ hit }) => hit).map(({ text: word }) => word)).toEqual([
      'exported',
    ]);
    expect((await found('peser')).documents[0]).toMatchObject({ foundIn: 'fr' });
    expect((await found('称重')).documents[0]).toMatchObject({ foundIn: 'zh' });
    const whole = english.documents[0]?.snippet.map(({ text: part }) => part).join('');
    expect(whole).toContain('Stones are weighed');
  });

  it('finds titles, other names and numbers, also in another style; a number that is asked for comes first', async () => {
    expect((await found('alluvial')).documents.map(({ type }) => type)).toEqual(['declaration']);
    expect((await found('"peer review"')).total).toBe(3);
    expect((await found('006/2011')).documents[0]?.number).toBe('006-2011');
    expect((await found('kinshasa', { all: 'true' })).total).toBe(1);
  });

  it('leaves out a word by the rules of the text’s own language, and takes a phrase or either word', async () => {
    expect((await found('Swakopmund', { all: 'true' })).total).toBe(2);
    expect((await found('Swakopmund -marange', { all: 'true' })).documents.map(({ title }) => title)).toEqual(
      ['Administrative Decision of Swakopmund, 2009, on Guinea'],
    );
    expect((await found('stones -weighed')).total).toBe(0);
    expect((await found('"are weighed before"')).total).toBe(1);
    expect((await found('"twice weighed"')).total).toBe(0);
    expect((await found('stones or alluvial')).total).toBe(2);
  });

  it('narrows by type, year, organ and date, in an order that stays', async () => {
    expect((await found('decision', { organ: 'WGS' })).documents.map(({ organ }) => organ)).toEqual(['WGS']);
    expect((await found('decision', { year: '2011' })).documents.map(({ number }) => number).sort()).toEqual([
      '005/2011',
      '006-2011',
    ]);
    expect((await found('Kinshasa', { at: '2012-01-01' })).total).toBe(1);
    expect((await found('Kinshasa', { at: '2013-01-01' })).total).toBe(0);
    const first = await found('decision', { limit: 3 });
    const rest = await found('decision', { offset: 3 });
    const all = await found('decision');
    expect([...first.documents, ...rest.documents].map(({ id }) => id)).toEqual(
      all.documents.map(({ id }) => id),
    );
  });

  it('says what to do when nothing is found', async () => {
    expect((await found('zirconium')).hint).toMatch(/is in no title, number or text/);
    expect((await found('Kinshasa', { at: '2013-01-01' })).hint).toMatch(
      /found elsewhere \(documents: 1\), but in none that fits/,
    );
    expect((await found('the')).documents).toEqual([]);
    expect((await found(`'); drop table instrument; --`)).documents).toEqual([]);
    const empty = await open(false);
    expect((await empty.compendium.list(compendiumFilterSchema.parse({}))).hint).toMatch(
      /The Compendium is empty/,
    );
    await empty.database.close();
  });
});

describe('what clauses of a communiqué record', () => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await open(false);
  });
  afterEach(() => ground.database.close());
  const base = {
    meeting: 'TEST/1',
    paragraph: 4,
    adoptedAt: '2013-05-01T10:00:00.000Z',
    source: 'communiqué of TEST/1',
    type: 'administrative-decision',
  } as const;

  it('is entered once, and published with the communiqué', async () => {
    const { recorder, compendium } = ground;
    const order = { ...base, title: 'AD on weighing', action: 'adopted', number: '003/2013' } as const;
    expect(await recorder.recordInstrument(order)).toMatchObject({ changed: true });
    expect(await recorder.recordInstrument(order)).toMatchObject({ changed: false });
    expect(await recorder.recordInstrument({ ...order, number: '003-2013' })).toMatchObject({
      changed: false,
    });
    const at = day('2013-05-02');
    expect(await recorder.published({ meeting: 'TEST/1', at })).toHaveLength(1);
    expect(await recorder.published({ meeting: 'TEST/1', at })).toEqual([]);
    expect((await compendium.show('3/2013', {})).document).toMatchObject({
      adoptedBy: 'meeting',
      adoptedIn: 'TEST/1',
      adoptedParagraph: 4,
      publishedAt: at,
      adoptedAt: base.adoptedAt,
    });
  });

  it('amends the latest document of its title, and relates to the predecessors it names', async () => {
    const { recorder, desk, compendium } = ground;
    await desk.add(
      document({ title: 'Administrative Decision on weighing', number: '001/2012', adopted: '2012-02-01' }),
    );
    const amended = await recorder.recordInstrument({ ...base, title: 'AD on weighing', action: 'amended' });
    expect(amended).toMatchObject({ changed: true });
    expect((await compendium.show(amended.id ?? '', {})).earlier).toMatchObject([
      { kind: 'amends', toNumber: '001/2012' },
    ]);
    const again = await recorder.recordInstrument({ ...base, title: 'AD on weighing', action: 'amended' });
    expect(again).toMatchObject({ changed: false, id: amended.id });
    const order = {
      ...base,
      title: 'AD on scales',
      action: 'adopted',
      predecessor: 'the decision 001-2012',
    } as const;
    const following = await recorder.recordInstrument(order);
    expect((await compendium.show(following.id ?? '', {})).earlier).toMatchObject([
      { kind: 'follows', toNumber: '001/2012' },
    ]);
    expect(await recorder.recordInstrument(order)).toMatchObject({ changed: false });
    const words = await recorder.recordInstrument({
      ...base,
      title: 'AD on boxes',
      action: 'adopted',
      predecessor: 'an older habit',
    });
    expect((await compendium.show(words.id ?? '', {})).document.predecessor).toBe('an older habit');
  });

  it('ends a document once, and knows one by its end only', async () => {
    const { recorder, desk, compendium } = ground;
    const { id } = await desk.add(document({}));
    const order = {
      ...base,
      title: 'A decision',
      action: 'lapsed',
      effectiveAt: '2013-05-03T00:00:00.000Z',
    } as const;
    expect(await recorder.recordInstrument(order)).toMatchObject({ id, changed: true });
    expect(await recorder.recordInstrument(order)).toMatchObject({ id, changed: false });
    const measure = {
      instrument: 'A decision',
      action: 'lifted',
      at: toInstant(base.adoptedAt),
      meeting: 'TEST/1',
      paragraph: 4,
      source: 'made up',
    } as const;
    expect(await recorder.recordMeasure({ ...measure, at: toInstant('2013-05-04T00:00:00Z') })).toMatchObject(
      { changed: false },
    );
    expect(await recorder.recordMeasure({ ...measure, instrument: 'Nothing known' })).toMatchObject({
      id: null,
      changed: false,
    });
    const unknown = await recorder.recordInstrument({ ...base, title: 'An old one', action: 'concluded' });
    expect(unknown).toMatchObject({ changed: true });
    expect((await compendium.show(unknown.id ?? '', {})).timeline).toMatchObject([{ standing: 'concluded' }]);
    expect(
      await recorder.recordInstrument({ ...base, title: 'An old one', action: 'concluded' }),
    ).toMatchObject({ changed: false });
  });

  it('completes what was known by name only, and leaves an annulled document alone', async () => {
    const { recorder, desk, compendium } = ground;
    const named = await recorder.recordInstrument({ ...base, title: 'AD on boxes', action: 'highlighted' });
    expect(named).toMatchObject({ changed: true });
    expect((await compendium.show('AD on boxes', {})).standing).toBeNull();
    expect(
      await recorder.recordInstrument({ ...base, title: 'AD on boxes', action: 'adopted' }),
    ).toMatchObject({ id: named.id, changed: true });
    expect((await compendium.show('AD on boxes', {})).standing?.standing).toBe('in-force');
    const { id } = await desk.add(document({ title: 'AD on lids' }));
    expect(
      await recorder.recordInstrument({
        ...base,
        title: 'AD on lids',
        action: 'adopted',
        number: '009/2013',
        sunset: 'when lids are obsolete',
      }),
    ).toMatchObject({ id, changed: true });
    expect((await compendium.show(id, {})).document).toMatchObject({
      number: '009/2013',
      sunset: 'when lids are obsolete',
    });
    await desk.annul(
      id,
      annulmentSchema.parse({ at: '2013-05-20', reason: 'no consensus', source: 'made up' }),
    );
    const anew = await recorder.recordInstrument({ ...base, title: 'AD on lids', action: 'adopted' });
    expect(anew.changed).toBe(true);
    expect(anew.id).not.toBe(id);
  });

  it('names the faulty fields of an order', async () => {
    const bad = { ...base, title: '', action: 'adopted', number: '12' } as const;
    await expect(ground.recorder.recordInstrument(bad)).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(ground.recorder.recordInstrument({ ...bad, title: 'AD' })).rejects.toMatchObject({
      code: 'compendium.bad-number',
    });
  });
});
