import { describe, expect, it } from '@jest/globals';
import { type Asked, lastAsked, readCalendar, written } from '../../../test/support/procedure-mails.js';
import { type Drive } from '../../../test/support/drive.js';
import {
  REVISED_HASH,
  aProcedure,
  answers,
  chair,
  delegate,
} from '../../../test/support/written-procedure.js';

const ROUND_1 = 'case-00000000-0000-7000-8000-000000000001-round-1@plenum';
const ROUND_2 = 'case-00000000-0000-7000-8000-000000000001-round-2@plenum';
const REVISED = [{ language: 'en', body: 'The body admits, from next year.' }];
const small = (rules = {}): Drive => aProcedure({ members: 3, rules });
const extend = (drive: Drive, at: string): Drive =>
  drive.then('extend', { reason: 'holidays' }, chair, { at });
const revise = (drive: Drive, at: string): Drive =>
  drive.then('revise', { texts: REVISED, reason: 'to meet M2' }, chair, {
    at,
    facts: { textHash: REVISED_HASH },
  });
const asked = (drive: Drive, template: string): Asked => lastAsked(drive, template, 'M1-head');
const icsOf = (drive: Drive, template: string): string | null => written(asked(drive, template)).ics;

describe('the calendar entry of a deadline', () => {
  it('is published under one UID, with a higher SEQUENCE at every extension', () => {
    const drive = small();
    const versions = [
      icsOf(drive, 'launch'),
      icsOf(extend(drive, '2026-07-06T12:00:00Z'), 'extension'),
      icsOf(extend(drive, '2026-07-07T12:00:00Z'), 'extension'),
    ].map(readCalendar);
    const entry = { uid: ROUND_1, status: 'CONFIRMED' };
    expect(versions).toEqual([
      { method: 'PUBLISH', entries: [{ ...entry, sequence: 0, endsAt: '2026-07-23T00:00:00.000Z' }] },
      { method: 'PUBLISH', entries: [{ ...entry, sequence: 2, endsAt: '2026-07-30T00:00:00.000Z' }] },
      { method: 'PUBLISH', entries: [{ ...entry, sequence: 4, endsAt: '2026-08-06T00:00:00.000Z' }] },
    ]);
  });

  it('of a launch written only after an extension does not pass for the newer version', () => {
    const drive = extend(small(), '2026-07-06T12:00:00Z');
    const [launch] = readCalendar(icsOf(drive, 'launch')).entries;
    expect([launch?.sequence, launch?.endsAt]).toEqual([0, '2026-07-23T00:00:00.000Z']);
    expect(readCalendar(icsOf(drive, 'extension')).entries[0]?.sequence).toBe(2);
  });

  it('of a new round is another one, and that of a round cut short is cancelled beside it', () => {
    const { method, entries } = readCalendar(icsOf(revise(small(), '2026-07-05T12:00:00Z'), 'revised-text'));
    expect(method).toBe('PUBLISH');
    expect(entries).toEqual([
      { uid: ROUND_2, sequence: 2, status: 'CONFIRMED', endsAt: '2026-07-16T00:00:00.000Z' },
      { uid: ROUND_1, sequence: 3, status: 'CANCELLED', endsAt: '2026-07-23T00:00:00.000Z' },
    ]);
  });

  it('of a round that ran its time is left as it is', () => {
    const drive = answers(small(), 'M2', 'objection').timePasses('2026-07-23T00:00:00Z');
    expect(icsOf(drive, 'consultation')).toBeNull();
    const next = revise(drive, '2026-07-25T12:00:00Z');
    expect(readCalendar(icsOf(next, 'revised-text')).entries.map(({ uid }) => uid)).toEqual([ROUND_2]);
  });

  it('is cancelled on withdrawal, with a higher SEQUENCE than any before', () => {
    const drive = extend(small(), '2026-07-06T12:00:00Z').then('withdraw', { reason: 'overtaken' }, chair);
    const { method, entries } = readCalendar(icsOf(drive, 'withdrawal'));
    expect(method).toBe('CANCEL');
    expect(entries).toEqual([
      { uid: ROUND_1, sequence: 3, status: 'CANCELLED', endsAt: '2026-07-30T00:00:00.000Z' },
    ]);
  });

  it('is cancelled when the window closes early, and newer again when it is resumed and extended', () => {
    const days = (value: number) => ({ value, unit: 'calendar-days' });
    const onObjection = {
      does: 'consult',
      when: 'at-once',
      consultation: days(5),
      nextRound: days(10),
      source: 'a test',
    };
    const drive = answers(small({ onObjection }), 'M2', 'objection');
    const cancelled = readCalendar(icsOf(drive, 'consultation'));
    expect([cancelled.method, cancelled.entries[0]?.sequence]).toEqual(['CANCEL', 1]);
    drive
      .then('withdraw-position', { positionId: 'M2-objection' }, delegate('M2'))
      .then('close-consultations', { result: 'resume' }, chair);
    const anew = readCalendar(icsOf(extend(drive, '2026-07-04T12:00:00Z'), 'extension'));
    expect([anew.method, anew.entries[0]?.sequence]).toEqual(['PUBLISH', 2]);
  });

  it('is left alone by reminders', () => {
    expect(icsOf(small().timePasses('2026-07-16T00:00:00Z'), 'reminder')).toBeNull();
  });

  it('names no personal link, and ends its lines as calendars want them', () => {
    const ics = icsOf(small(), 'launch') ?? '';
    expect(ics).not.toContain('/b/');
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});
