import { describe, expect, it } from '@jest/globals';
import type { Drive } from '../../../test/support/drive.js';
import {
  aProcedure,
  answers,
  chair,
  delegate,
  memory,
  secretary,
  support,
} from '../../../test/support/written-procedure.js';
import type { CaseFile } from '../../engine/index.js';
import { type Instant, toInstant } from '../../kernel/instant.js';
import { markOfBallot } from './ballot-mark.js';
import { type BallotStanding, standingFor, stateOf } from './ballot-state.js';

const CLOSED = '2026-07-23T00:00:00Z';
const adopt = { outcome: 'adopted', statement: 'Adopted.' };
const adopted = (): Drive =>
  support(aProcedure(), 17).timePasses(CLOSED).then('declare', adopt, chair, { at: '2026-07-24T09:00:00Z' });

/** How the procedure stands for the head of a delegation. */
function standing(
  drive: Drive,
  party = 'M20',
  contact = `${party}-head`,
  now: Instant = drive.now,
): BallotStanding {
  const file = {
    caseId: 'case',
    context: drive.context,
    description: drive.described,
    allowed: ['record-position'],
  } as unknown as CaseFile; // what standings read of it is there
  const found = standingFor(file, party, contact, now);
  if (!found) throw new Error(`${party} was not asked`);
  return found;
}

describe('what a ballot says first', () => {
  it.each<[string, () => Drive, string, string]>([
    ['open', () => aProcedure(), 'M20-head', 'open'],
    ['answered by its reader', () => answers(aProcedure(), 'M20', 'support'), 'M20-head', 'answered'],
    ['answered by a colleague', () => answers(aProcedure(), 'M20', 'support'), 'M20-deputy', 'colleague'],
    ['late', () => support(aProcedure(), 17).timePasses(CLOSED), 'M20-head', 'late'],
    ['adopted', adopted, 'M20-head', 'adopted'],
    [
      'contested',
      () => adopted().then('contest', { party: 'M1', ground: 'procedure', statement: 'No.' }, delegate('M1')),
      'M20-head',
      'contested',
    ],
    [
      'declared by somebody without the office',
      () =>
        support(aProcedure(), 17)
          .timePasses(CLOSED)
          .then(
            'register-declaration',
            { by: 'former chair', party: 'M2', at: '2026-07-23T08:00:00Z', ...adopt },
            secretary,
            { at: '2026-07-23T09:00:00Z' },
          ),
      'M20-head',
      'unconfirmed',
    ],
    [
      'withdrawn',
      () => aProcedure().then('withdraw', { reason: 'Overtaken.' }, chair),
      'M20-head',
      'withdrawn',
    ],
  ])('%s', (_how, drive, contact, state) => {
    expect(stateOf(standing(drive(), 'M20', contact))).toBe(state);
  });

  it('is «late» from the deadline on, whether or not it was processed', () => {
    const drive = aProcedure();
    const at = (instant: string): string => stateOf(standing(drive, 'M20', 'M20-head', toInstant(instant)));
    expect([at('2026-07-22T23:59:59.999Z'), at(CLOSED)]).toEqual(['open', 'late']);
  });
});

describe('the mark of a ballot', () => {
  const marks = (change: (drive: Drive) => Drive, party = 'M20'): readonly string[] => [
    markOfBallot(standing(aProcedure(), party)),
    markOfBallot(standing(change(aProcedure()), party)),
  ];

  it('stays whatever others answer, and however often they are reminded or called', () => {
    const [before, after] = marks((drive) =>
      answers(answers(drive, 'M1', 'support'), 'M2', 'objection').then(
        'remind',
        { members: ['M20'] },
        secretary,
      ),
    );
    expect(after).toBe(before);
  });

  it.each<[string, (drive: Drive) => Drive]>([
    ['an answer of the own side', (drive) => answers(drive, 'M20', 'support')],
    [
      'an acknowledgement of the own side',
      (drive) => drive.then('acknowledge', { contactId: 'M20-head' }, delegate('M20')),
    ],
    ['a later deadline', (drive) => drive.then('extend', { reason: 'More time.' }, chair)],
    ['the end', (drive) => drive.then('withdraw', { reason: 'Overtaken.' }, chair)],
  ])('changes with %s', (_what, change) => {
    const [before, after] = marks(change);
    expect(after).not.toBe(before);
  });

  it('differs between two contacts, so that nobody compares theirs', () => {
    const drive = aProcedure();
    expect(markOfBallot(standing(drive, 'M20', 'M20-deputy'))).not.toBe(markOfBallot(standing(drive)));
    expect(memory(drive).positions).toEqual([]);
  });
});
