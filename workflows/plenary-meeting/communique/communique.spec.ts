import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { JsonObject } from '../../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../../test/support/drive.js';
import { type Clause, clauseSchema, verbSchema } from '../clause.js';
import { type DraftedSentence, draftCommunique } from '../communique.rules.js';
import { type MeetingContext, meetingContextSchema } from '../plenary-meeting.context.js';
import { plenaryMeeting } from '../plenary-meeting.workflow.js';
import { dayRange } from './dates.js';
import { directionOf, wordingOf } from './languages.js';
import { type Names, explained, nameOf, spelled } from './naming.js';

const office: Persona = {
  actor: { kind: 'person', id: 'chair', name: 'The Chair' },
  roles: ['chair', 'secretariat'],
};

const NAMES: Names = {
  WGM: {
    name: 'Working Group on Monitoring',
    abbreviated: true,
    in: { fr: 'le Groupe de travail sur le suivi' },
  },
  PC: { name: 'Participation Committee', abbreviated: true },
  KP: { name: 'Kimberley Process', abbreviated: true },
  USA: { name: 'United States', in: { fr: 'les États-Unis' } },
  COD: { name: 'Democratic Republic of Congo' },
  GHA: { name: 'Ghana', in: { fr: 'le Ghana' } },
};

type Told = Partial<z.input<typeof clauseSchema>>;

const clauseOf = (id: string, more: Told = {}): Clause =>
  clauseSchema.parse({
    id,
    paragraph: 1,
    by: 'plenary',
    verb: 'welcomed',
    text: 'the report',
    fact: { kind: 'mandate', task: 'report' },
    ...more,
  });

const convened = (): Drive =>
  given(plenaryMeeting)
    .start(
      {
        payload: {
          reference: 'KP/PLENARY/2012',
          title: 'Tenth Plenary',
          ordinal: 10,
          place: 'Washington, D.C.',
          zone: 'America/New_York',
          opensAt: { wallTime: '2012-11-27T09:00', zone: 'America/New_York' },
          endsAt: { wallTime: '2012-11-30T18:00', zone: 'America/New_York' },
        },
        by: office,
      },
      '2012-08-01T09:00:00Z',
    )
    .then('add-items', { items: [{ id: 'matter', title: 'The matter' }] }, office)
    .timePasses('2012-11-27T14:00:00.000Z')
    .then('adopt-agenda', {}, office)
    .then('find', { item: 'matter', result: 'consensus' }, office);

const recording = (...clauses: Clause[]): Drive =>
  convened().then('record-clauses', { clauses: clauses as unknown as JsonObject[] }, office);
const memory = (drive: Drive): MeetingContext => meetingContextSchema.parse(drive.context);
const draft = (drive: Drive, shown?: ReadonlySet<string>): readonly DraftedSentence[] =>
  draftCommunique(memory(drive), NAMES, shown);
const texts = (...clauses: Clause[]): string[] => draft(recording(...clauses)).map(({ text }) => text);
const edited = (clause: Clause, text: string, ...others: Clause[]): DraftedSentence => {
  const drive = recording(clause, ...others).then('edit-sentence', { clauseId: clause.id, text }, office);
  return draft(drive).find(({ clauseId }) => clauseId === clause.id)!;
};

const MANDATE = clauseOf('5a', {
  paragraph: 5,
  verb: 'requested',
  text: 'to look into it',
  addressees: ['WGM', 'USA'],
  deadline: { kind: 'day', on: '2013-04-01' },
});

describe('a paragraph', () => {
  it('goes on with «It», with «also» for the same verb, and names its subject again after two such sentences', () => {
    expect(texts(clauseOf('1a'), clauseOf('1b'), clauseOf('1c', { verb: 'noted' }), clauseOf('1d'))).toEqual([
      'The Plenary welcomed the report.',
      'It also welcomed the report.',
      'It noted the report.',
      'The Plenary welcomed the report.',
    ]);
  });

  it('names its subject where another acted in between, and at the start of the next paragraph', () => {
    expect(
      texts(
        clauseOf('1a'),
        clauseOf('1b', { by: 'WGM', verb: 'reviewed' }),
        clauseOf('1c'),
        clauseOf('2a', { paragraph: 2 }),
      ),
    ).toEqual([
      'The Plenary welcomed the report.',
      'The Working Group on Monitoring (WGM) reviewed the report.',
      'The Plenary welcomed the report.',
      'The Plenary welcomed the report.',
    ]);
  });

  it('names a recommendation once', () => {
    expect(texts(clauseOf('1a', { source: 'PC' }), clauseOf('1b', { source: 'PC', verb: 'noted' }))).toEqual([
      'As recommended by the Participation Committee (PC), the Plenary welcomed the report.',
      'On the same recommendation, it noted the report.',
    ]);
  });

  it('starts anew after a sentence that the reader may not see, and keeps its number', () => {
    const drive = recording(
      clauseOf('1a', { text: 'the WGM' }),
      clauseOf('2a', { paragraph: 2 }),
      clauseOf('2b', { paragraph: 2, text: 'the work of the WGM' }),
    );
    expect(draft(drive, new Set(['2b'])).map(({ paragraph, text }) => [paragraph, text])).toEqual([
      [2, 'The Plenary welcomed the work of the Working Group on Monitoring (WGM).'],
    ]);
  });

  it('refers to another paragraph once, in the order of numbers, by the number it has in the text', () => {
    expect(
      texts(
        clauseOf('3a', { paragraph: 3, refersTo: ['9a', '7a'] }),
        clauseOf('3b', { paragraph: 3, refersTo: ['7a'] }),
        clauseOf('7a', { paragraph: 7, refersTo: ['3a'] }),
        clauseOf('9a', { paragraph: 9 }),
      ),
    ).toEqual([
      'The Plenary welcomed the report (see paragraphs 2 and 3).',
      'It also welcomed the report.',
      'The Plenary welcomed the report (see paragraph 1).',
      'The Plenary welcomed the report.',
    ]);
  });
});

describe('a sentence', () => {
  it.each<[Told, string]>([
    [
      { verb: 'requested', text: 'to report', addressees: ['chair', 'WGM', 'COD'] },
      'The Plenary requested the Chair, the Working Group on Monitoring (WGM) and the Democratic Republic of Congo to report.',
    ],
    [
      { verb: 'referred', text: 'that offer', addressees: ['PC'] },
      'The Plenary referred to the Participation Committee (PC) that offer.',
    ],
    [
      { verb: 'encouraged', text: 'to go on', addressees: ['all'], condition: 'the law allows it' },
      'The Plenary encouraged all Participants and Observers to go on, provided that the law allows it.',
    ],
    [
      { verb: 'regretted', text: 'what would follow', condition: 'nothing changes' },
      'The Plenary regretted what would follow, if nothing changes.',
    ],
    [
      { deadline: { kind: 'instant', at: '2013-04-01T21:00:00.000Z' } },
      'The Plenary welcomed the report by 17:00 on 1 April 2013 (New York time).',
    ],
    [
      { deadline: { kind: 'instant', at: '2013-04-02T04:00:00.000Z' } },
      'The Plenary welcomed the report by 24:00 on 1 April 2013 (New York time).',
    ],
    [
      { deadline: { kind: 'soft', words: 'before long', reviewOn: '2013-01-31' } },
      'The Plenary welcomed the report before long.',
    ],
    [
      {
        verb: 'tasked',
        text: 'to draw it up',
        addressees: ['participants'],
        deadline: {
          kind: 'event',
          event: 'plenary-2013',
          words: 'at the next session',
          reviewOn: '2013-09-30',
        },
        reportTo: 'plenary-2013',
      },
      'The Plenary tasked Participants to draw it up at the next session, and to report to the Plenary of 2013.',
    ],
    [{ verb: 'informed', text: 'Brazil presented its work' }, 'Brazil presented its work.'],
    [
      { by: 'GHA', verb: 'committed', text: 'to invite a visit' },
      'Ghana committed itself to invite a visit.',
    ],
    [{ by: 'XYZ', verb: 'noted' }, 'XYZ noted the report.'],
  ])('%j reads as it should', (more, sentence) => {
    expect(texts(clauseOf('1a', more))).toEqual([sentence]);
  });

  it('has words for every verb in every language, no two alike', () => {
    for (const language of ['en', 'fr']) {
      const words = verbSchema.options.map((verb) => wordingOf(language)?.verbs[verb]);
      expect(new Set(words).size).toBe(verbSchema.options.length);
    }
  });

  it('is in the language of its clause, with the names and contractions of that language', () => {
    expect(
      texts(
        clauseOf('1a', { language: 'fr', text: 'les progrès accomplis' }),
        clauseOf('1b', { language: 'fr', text: 'le rapport' }),
        clauseOf('1c', {
          language: 'fr',
          verb: 'instructed',
          text: 'de faire rapport',
          addressees: ['WGM', 'USA'],
          deadline: { kind: 'day', on: '2013-04-01' },
          refersTo: ['2a'],
        }),
        clauseOf('2a', {
          paragraph: 2,
          language: 'fr',
          verb: 'directed',
          text: 'd’agir',
          addressees: ['USA'],
        }),
      ),
    ).toEqual([
      'La Plénière a accueilli avec satisfaction les progrès accomplis.',
      'Elle a également accueilli avec satisfaction le rapport.',
      'Elle a donné instruction au Groupe de travail sur le suivi (WGM) et aux États-Unis de faire rapport au plus tard le 1er avril 2013 (voir paragraphe 2).',
      'La Plénière a enjoint aux États-Unis d’agir.',
    ]);
  });

  it('whose language has no wording stands in its own text, and says so', () => {
    const [sentence] = draft(recording(clauseOf('1a', { language: 'ar', text: 'رحبت الجلسة بالتقرير' })));
    expect(sentence).toMatchObject({ text: 'رحبت الجلسة بالتقرير.', framed: false, language: 'ar' });
    expect([directionOf('ar'), directionOf('fr')]).toEqual(['rtl', 'ltr']);
  });
});

describe('names', () => {
  const english = wordingOf('en')!;

  it.each([
    ['USA', 'the United States'],
    ['GHA', 'Ghana'],
    ['WGM', 'the WGM'],
    ['participants', 'Participants'],
    ['review visit teams', 'review visit teams'],
    ["Friends of Côte d'Ivoire", "the Friends of Côte d'Ivoire"],
    ['toString', 'toString'],
  ])('%s is called «%s»', (code, name) => {
    expect(nameOf(code, NAMES, english)).toBe(name);
  });

  it.each([
    ['The WGM met.', 'The Working Group on Monitoring (WGM) met.'],
    [
      'It saw PC and WGM.',
      'It saw the Participation Committee (PC) and the Working Group on Monitoring (WGM).',
    ],
    ['The KP User Manual and the KP’s work.', 'The KP User Manual and the KP’s work.'],
    ['The Working Group on Monitoring (WGM) met.', 'The Working Group on Monitoring (WGM) met.'],
    ['The WGMX met.', 'The WGMX met.'],
  ])('are explained at the first mention: %s', (text, with_) => {
    const known = new Set<string>();
    expect(explained(text, NAMES, english, known)).toBe(with_);
    expect(explained('The WGM.', NAMES, english, new Set(['WGM', ...known]))).toBe('The WGM.');
  });

  it('stand for codes in a sentence that was kept in codes', () => {
    expect(spelled('The Plenary requested WGM and USA to act.', NAMES, english)).toBe(
      'The Plenary requested the WGM and the United States to act.',
    );
  });
});

describe('an edit', () => {
  const kinds = ({ departures }: DraftedSentence): string[] =>
    departures.map(({ kind, how }) => `${kind} ${how}`);

  it.each<[string, Told, string, string[]]>([
    [
      'keeps everything in other words',
      {},
      'It requested the United States and the Working Group on Monitoring to look closely, by 1 April 2013.',
      [],
    ],
    [
      'says another verb of another class',
      {},
      'The Plenary noted that the WGM and the United States look into it by 1 April 2013.',
      ['verb changed'],
    ],
    ['says no verb', {}, 'The Plenary: WGM, United States, 1 April 2013.', ['verb dropped']],
    [
      'drops an addressee',
      {},
      'The Plenary requested the United States to look into it by 1 April 2013.',
      ['addressee dropped'],
    ],
    [
      'says another day',
      {},
      'The Plenary requested the WGM and the United States to look into it by 1 May 2013.',
      ['deadline changed'],
    ],
    [
      'says no day',
      {},
      'The Plenary requested the WGM and the United States to look into it soon.',
      ['deadline dropped'],
    ],
    [
      'drops who acted, the condition and where it is reported',
      { condition: 'the law allows it', reportTo: 'plenary-2013' },
      'The WGM and the United States are requested to look into it by 1 April 2013.',
      ['actor dropped', 'condition dropped', 'report dropped'],
    ],
    [
      'drops an organ as addressee that it still names as recommending',
      { source: 'WGM' },
      'As recommended by the WGM, the Plenary requested the United States to act by 1 April 2013.',
      ['addressee dropped'],
    ],
    [
      'drops the recommending organ',
      { source: 'PC' },
      'The Plenary requested the WGM and the United States to act by 1 April 2013.',
      ['source dropped'],
    ],
    [
      'refers elsewhere',
      { refersTo: ['9a'] },
      'The Plenary requested the WGM and the United States to act by 1 April 2013 (see paragraph 1).',
      ['reference dropped', 'reference changed'],
    ],
    [
      'says another hour',
      { deadline: { kind: 'instant', at: '2013-04-01T21:00:00.000Z' } },
      'The Plenary requested the WGM and the United States to act by 18:00 on 1 April 2013 (New York time).',
      ['deadline changed'],
    ],
  ])('that %s', (_, more, text, expected) => {
    const other = clauseOf('9a', { paragraph: 9 });
    expect(kinds(edited(clauseSchema.parse({ ...MANDATE, ...more }), text, other, clauseOf('1a')))).toEqual(
      expected,
    );
  });

  it('counts the verb, since the clause’s own words may hold it too', () => {
    const clause = clauseOf('1a', { verb: 'decided', text: 'that what was decided stands', item: 'matter' });
    expect(kinds(edited(clause, 'The Plenary noted that what was decided stands.'))).toEqual([
      'verb changed',
    ]);
    expect(kinds(edited(clause, 'The Plenary decided that what had been decided stands.'))).toEqual([]);
  });

  it('is told in words what it leaves', () => {
    const { departures } = edited(
      MANDATE,
      'The Plenary noted that the United States look into it by 1 May 2013.',
    );
    expect(departures.map(({ words }) => words)).toEqual([
      'the edit says «noted», which is taking note, where the fact says «requested», which is a mandate',
      'the edit no longer names the WGM, to whom the fact addresses this',
      'the edit says 1 May 2013 where the fact says 1 April 2013',
    ]);
  });

  it('in French is held against French words', () => {
    const clause = clauseOf('1a', { verb: 'requested', language: 'fr', text: 'd’agir', addressees: ['GHA'] });
    expect(kinds(edited(clause, 'La Plénière a noté que le Ghana agit.'))).toEqual(['verb changed']);
    expect(kinds(edited(clause, 'La Plénière a également prié le Ghana d’agir.'))).toEqual([]);
  });

  it('whose fact has moved on shows the fact then and now, with names for codes', () => {
    const drive = recording(MANDATE)
      .then('edit-sentence', { clauseId: '5a', text: 'The Plenary asked.' }, office)
      .then(
        'amend-clause',
        { clause: { ...MANDATE, addressees: ['GHA'] } as unknown as JsonObject, reason: 'wrong' },
        office,
      );
    expect(draft(drive)[0]).toMatchObject({
      outdated: true,
      moved: {
        then: 'The Plenary requested the WGM and the United States to look into it by 1 April 2013.',
        now: 'The Plenary requested Ghana to look into it by 1 April 2013.',
      },
    });
  });

  it('keeps its reference right when paragraphs are renumbered, and is not outdated by that', () => {
    const clause = clauseOf('5a', { paragraph: 5, refersTo: ['9a'] });
    const drive = recording(clause, clauseOf('9a', { paragraph: 9 }))
      .then('edit-sentence', { clauseId: '5a', text: 'The Plenary welcomed it (see paragraph 2).' }, office)
      .then(
        'record-clauses',
        { clauses: [clauseOf('7a', { paragraph: 7 })] as unknown as JsonObject[] },
        office,
      );
    expect(draft(drive).find(({ clauseId }) => clauseId === '5a')).toMatchObject({
      text: 'The Plenary welcomed it (see paragraph 3).',
      outdated: false,
      departures: [],
    });
  });

  it('whose numbers cannot be followed asks for another look', () => {
    const clause = clauseOf('5a', { paragraph: 5, refersTo: ['9a'] });
    const drive = recording(clause, clauseOf('9a', { paragraph: 9 }))
      .then(
        'edit-sentence',
        { clauseId: '5a', text: 'The Plenary welcomed it, as paragraph 2 says.' },
        office,
      )
      .then(
        'record-clauses',
        { clauses: [clauseOf('7a', { paragraph: 7 })] as unknown as JsonObject[] },
        office,
      );
    expect(draft(drive)[0]).toMatchObject({ outdated: true });
  });

  it('is not gone on from, and does not explain an abbreviation for those after it', () => {
    const drive = recording(
      clauseOf('1a', { text: 'the WGM' }),
      clauseOf('1b', { text: 'the work of the WGM' }),
    ).then('edit-sentence', { clauseId: '1a', text: 'All welcomed the WGM.' }, office);
    expect(draft(drive).map(({ text }) => text)).toEqual([
      'All welcomed the WGM.',
      'The Plenary welcomed the work of the Working Group on Monitoring (WGM).',
    ]);
  });
});

describe('days', () => {
  it.each([
    ['2012-11-27', '2012-11-30', 'en-GB', '27–30 November 2012'],
    ['2012-11-30', '2012-12-02', 'en-GB', '30 November – 2 December 2012'],
    ['2012-11-27', '2012-11-27', 'en-GB', '27 November 2012'],
    ['2012-11-27', '2012-11-30', 'fr-FR', '27–30 novembre 2012'],
  ])('%s to %s in %s are %s', (from, to, locale, words) => {
    expect(dayRange(from, to, locale)).toBe(words);
  });
});
