import { describe, expect, it } from '@jest/globals';
import { names } from './ballot-answer.js';
import { castSchema, choiceSchema } from './ballot.dto.js';

describe('naming whom one answers for', () => {
  const party = { code: 'CIV', name: 'Côte d’Ivoire' };
  it.each(['CIV', 'civ', 'Côte d’Ivoire', "cote d'ivoire", '  COTE DIVOIRE '])(
    '«%s» names the party',
    (typed) => expect(names(typed, party)).toBe(true),
  );
  it.each(['', ' ', 'CI', 'Côte', 'yes', 'Civil', '’'])('«%s» does not', (typed) =>
    expect(names(typed, party)).toBe(false),
  );
});

describe('a form as it comes in', () => {
  it('may lack everything, and then holds nothing', () => {
    expect(choiceSchema.parse({})).toEqual({
      kind: '',
      reason: '',
      statement: '',
      paragraph: '',
      resolution: '',
      until: '',
      nonce: '',
    });
    expect(castSchema.parse({})).toEqual({
      kind: '',
      reason: '',
      statement: '',
      paragraph: '',
      resolution: '',
      until: '',
      nonce: '',
      represents: '',
      code: '',
      action: 'cast',
    });
  });

  it('loses control characters and keeps line ends', () => {
    expect(choiceSchema.parse({ reason: ' one\r\ntwo\u0000\u0007\tthree ' }).reason).toBe('one\ntwo\tthree');
  });

  it('is refused when a field comes twice', () => {
    expect(choiceSchema.safeParse({ kind: ['support', 'objection'] }).success).toBe(false);
  });
});
