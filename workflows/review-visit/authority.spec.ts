import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import {
  TEAM,
  AGREED,
  asked,
  arranged,
  ended,
  opened,
  person,
  posted,
  reported,
  VISIT,
  zimbabwe,
} from '../../test/support/review-visit.js';

const text = { text: 'x' };
const reason = { reason: 'x' };
const first = { recommendation: 'recommendation-1', reason: 'x' };
const day = { on: '2010-07-20' };
/** What belongs to somebody else than a Participant that is neither visited nor leads. */
const OF_OTHERS: readonly (readonly [string, JsonObject])[] = [
  ['invite', text],
  ['ask-consent', text],
  ['consent', text],
  ['refuse-consent', reason],
  ['withdraw', reason],
  ['call-off', reason],
  ['compose-team', { members: TEAM, ...AGREED }],
  ['set-terms', { text: 'x', ...AGREED }],
  ['move-dates', { dates: null, reason: 'x', ...AGREED }],
  ['begin', day],
  ['end-visit', day],
  ['correct-end', { ...day, reason: 'x' }],
  ['submit-report', { summary: 'x' }],
  ['comment', text],
  ['post', {}],
  ['recommend', { recommendations: [] }],
  ['redate-recommendation', { ...first, due: { kind: 'soft', words: 'x' } }],
  ['close-recommendation', { ...first, how: 'done', by: 'WGM' }],
  ['close-recommendation', { ...first, how: 'rejected', by: 'ZWE' }],
  ['reopen-recommendation', first],
  ['open-next', { reference: 'KP/V/2', title: 'x' }],
  ['conclude', reason],
  ['excuse', { duty: null, reason: 'x' }],
];
const THE_PARTYS = ['consent', 'refuse-consent', 'withdraw', 'comment', 'open-next'];
const STANDS = { asked, arranged, ended, reported, posted } as const;

describe.each(Object.entries(STANDS))('in the case that is %s', (_name, from) => {
  it('a third Participant changes nothing that is another’s', () => {
    const third = person('AUS-1', 'AUS', 'participant');
    const drive = from();
    for (const [type, payload] of OF_OTHERS)
      expect(drive.refusal(type, payload, third, { facts: { speaksFor: ['AUS'] } }).code).not.toBe('');
  });

  it('the one visited, though it sits in the working group, changes only what is its own', () => {
    const drive = from();
    const others = OF_OTHERS.filter(([type, { how }]) => !THE_PARTYS.includes(type) && how !== 'rejected');
    for (const [type, payload] of others)
      expect(drive.refusal(type, payload, zimbabwe, { facts: { speaksFor: ['ZWE', 'WGM'] } }).code).not.toBe(
        '',
      );
  });
});

it('a third Participant invites no visit to another', () => {
  const third = person('AUS-1', 'AUS', 'participant');
  const drive = opened(VISIT);
  for (const [type, payload] of OF_OTHERS)
    expect(drive.refusal(type, payload, third, { facts: { speaksFor: ['AUS'] } }).code).not.toBe('');
});
