import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { InvalidInput } from '../../kernel/domain-error.js';
import { readLadders } from './ladders.service.js';

const RUNG = {
  after: { value: 3, unit: 'calendar-days' },
  to: 'contacts',
  channel: 'mail',
  by: 'system',
  words: 'Please send it.',
};
function fileWith(rung: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'ladders-')), 'own.yaml');
  const ladder = {
    title: 'Anything',
    source: 'assumed',
    remindDaysBefore: [],
    remindAt: '09:00',
    holdAfterAnswer: { value: 14, unit: 'calendar-days' },
    rungs: [{ ...RUNG, ...rung }],
  };
  writeFileSync(file, stringify({ body: 'own', ladders: { default: ladder } }));
  return file;
}
/** @returns the fields that are refused, with why */
function faults(rung: object): string {
  try {
    readLadders(fileWith(rung));
    return '';
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return JSON.stringify(error.details);
  }
}

describe('the file of ladders of a body', () => {
  it.each([
    ['a mail by itself', {}],
    ['a mail that a person writes', { by: 'chair' }],
    ['a call by a person', { channel: 'call', by: 'secretariat' }],
    ['an item of the Plenary', { to: 'plenary', channel: 'agenda' }],
    ['a mail to an organ', { to: 'PC' }],
    ['a rung that no answer halts', { stops: [] }],
  ])('may have %s', (_what, rung) => expect(faults(rung)).toBe(''));

  it.each([
    ['an organ on the agenda', { to: 'PC', channel: 'agenda' }, 'channel', 'reached by «agenda»'],
    ['the Plenary by mail', { to: 'plenary' }, 'channel', 'reached by «agenda»'],
    ['a call that nobody makes', { channel: 'call' }, 'by', 'takes a person'],
    ['a note verbale that nobody sends', { channel: 'note-verbale' }, 'by', 'takes a person'],
    ['an item that somebody puts', { to: 'plenary', channel: 'agenda', by: 'chair' }, 'by', 'by itself'],
    ['what halts every rung anyway', { stops: ['answer', 'excuse'] }, 'stops', 'halt every rung'],
  ])('is refused with %s', (_what, rung, field, why) => {
    expect(faults(rung)).toContain(`default.rungs.0.${field}`);
    expect(faults(rung)).toContain(why);
  });
});
