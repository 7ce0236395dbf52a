import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Drive } from '../../test/support/drive.js';
import { aDraft, aProcedure, chair, delegate, support } from '../../test/support/written-procedure.js';

const CLOSED = '2026-07-23T00:00:00Z';
const ABOUT: JsonObject = {
  workflow: 'admission',
  reference: 'KP/ADMISSION/2026/1',
  command: 'decide',
  payload: { how: 'admitted', reason: 'Adopted in writing.' },
};
const closed = (draft: JsonObject, supporting = 17): Drive =>
  support(aProcedure({ draft }), supporting).timePasses(CLOSED);
const adopted = (about: JsonObject | null = ABOUT, draft: JsonObject = {}): Drive =>
  closed({ ...draft, ...(about && { about }) }).then(
    'declare',
    { outcome: 'adopted', statement: 'Adopted.', effectiveAt: '2026-09-01T00:00:00Z' },
    chair,
    { at: '2026-07-24T09:00:00Z' },
  );
const contested = (drive: Drive): Drive =>
  drive.then('contest', { party: 'M5', ground: 'procedure', statement: 'x' }, delegate('M5'), { id: 'c1' });
const annulled = (about: JsonObject = ABOUT): Drive =>
  contested(adopted(about)).then('annul', { reason: 'An objection was overlooked.' }, chair);
/** What cases are told, in the order of it. */
const told = (drive: Drive) =>
  drive.effects.filter(({ topic }) => topic === 'tell-case').map(({ payload }) => payload);

describe('a procedure about a case', () => {
  it('tells it, once adopted, its command with the decision filled in', () => {
    expect(told(adopted())).toEqual([
      {
        workflow: 'admission',
        reference: 'KP/ADMISSION/2026/1',
        key: 'adopted-1',
        command: 'decide',
        payload: {
          how: 'admitted',
          reason: 'Adopted in writing.',
          decision: {
            by: 'written-procedure',
            reference: 'WP-1',
            at: '2026-07-24T09:00:00.000Z',
            effectiveAt: '2026-09-01T00:00:00.000Z',
            concernedCounts: null,
          },
        },
      },
    ]);
  });

  it('says whether the member concerned counted, as the rules have it', () => {
    const [word] = told(adopted(ABOUT, { memberConcerned: 'M9' }));
    expect(word?.['payload']).toMatchObject({ decision: { concernedCounts: true } });
  });

  it('tells nothing where it is about none, and nothing that was not adopted', () => {
    expect(told(adopted(null))).toEqual([]);
    const rejected = closed({ about: ABOUT }, 3).then(
      'declare',
      { outcome: 'not-adopted', statement: 'Too few.' },
      chair,
    );
    expect(told(rejected)).toEqual([]);
  });

  it('tells by the same key again when a contest is dismissed, so that nothing is done twice', () => {
    const drive = contested(adopted()).then(
      'rule-on-contest',
      { contestId: 'c1', upheld: false, reason: 'x' },
      chair,
    );
    expect(told(drive).map(({ key }) => key)).toEqual(['adopted-1', 'adopted-1']);
    expect(new Set(told(drive).map((word) => JSON.stringify(word))).size).toBe(1);
  });

  it('takes the decision back where it is annulled, and tells the next one anew', () => {
    const drive = annulled();
    expect(told(drive).at(-1)).toEqual({
      workflow: 'admission',
      reference: 'KP/ADMISSION/2026/1',
      key: 'annulled-1',
      command: 'annul',
      payload: { reference: 'WP-1', reason: 'An objection was overlooked.' },
    });
    drive.then('declare', { outcome: 'adopted', statement: 'Adopted after all.' }, chair);
    expect(told(drive).map(({ key }) => key)).toEqual(['adopted-1', 'annulled-1', 'adopted-2']);
  });

  it('leaves alone a case that hears of no annulment', () => {
    const about = { ...ABOUT, workflow: 'removal', payload: { how: 'removed', reason: 'x' } };
    expect(told(annulled(about)).map(({ command }) => command)).toEqual(['decide']);
  });

  it('may be put about another case, or none, while it is a draft', () => {
    const drive = aDraft({ draft: { about: ABOUT } });
    drive.then('amend-draft', { about: { ...ABOUT, reference: 'KP/ADMISSION/2026/2' } }, chair);
    expect(drive.context['about']).toMatchObject({ reference: 'KP/ADMISSION/2026/2' });
    drive.then('amend-draft', { title: 'Another title' }, chair);
    expect(drive.context['about']).toMatchObject({ reference: 'KP/ADMISSION/2026/2' });
    expect(drive.then('amend-draft', { about: null }, chair).context['about']).toBeNull();
  });
});
