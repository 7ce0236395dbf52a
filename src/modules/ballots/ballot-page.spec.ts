import { expect, it } from '@jest/globals';
import { toInstant } from '../../kernel/instant.js';
import { receivedText } from './ballot-page.js';

const AT = toInstant('2013-02-01T09:00:00.007Z');

it.each([
  ['en', 'Friday 1 February 2013, 14:30:00 (Asia/Kolkata)', 'Friday 1 February 2013, 09:00:00'],
  ['fr', 'vendredi 1 février 2013, 14:30:00 (Asia/Kolkata)', 'vendredi 1 février 2013, 09:00:00'],
  ['ar', 'الجمعة، 1 فبراير 2013, 14:30:00 (Asia/Kolkata)', 'الجمعة، 1 فبراير 2013, 09:00:00'],
])(
  'an answer’s receipt is told in %s: in words, in both zones, and to the millisecond',
  (locale, local, utc) =>
    expect(receivedText(AT, 'Asia/Kolkata', locale)).toEqual({
      local,
      utc: `${utc} UTC`,
      exact: `${utc}.007 UTC`,
      iso: AT,
    }),
);

it('is told once to whoever lives in UTC, and exactly all the same', () =>
  expect(receivedText(AT, 'UTC', 'en')).toMatchObject({
    local: 'Friday 1 February 2013, 09:00:00 (UTC)',
    utc: null,
    exact: 'Friday 1 February 2013, 09:00:00.007 UTC',
  }));
