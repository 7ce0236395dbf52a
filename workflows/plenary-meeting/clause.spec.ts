import { describe, expect, it } from '@jest/globals';
import { VERBS, classOf, clauseFactSchema, verbSchema } from './clause.js';

describe('a verb', () => {
  it('belongs to one class, and each class is found by its verbs', () => {
    const all = Object.values(VERBS).flat();
    expect(new Set(all).size).toBe(all.length);
    for (const [name, verbs] of Object.entries(VERBS))
      expect(verbs.map((verb) => classOf(verb))).toEqual(verbs.map(() => name));
    expect([...verbSchema.options].sort()).toEqual([...all].sort());
  });
});

describe('a fact', () => {
  it.each([
    [{ kind: 'request', by: ['ZWE'], what: 'a seat in the CKR' }],
    [{ kind: 'deferral', subject: 'a logo', because: 'the information does not suffice' }],
  ])('of what is asked or put off is taken as it is: %j', (fact) => {
    expect(clauseFactSchema.parse(fact)).toEqual(fact);
  });

  it.each([
    ['a request of nobody', { kind: 'request', by: [], what: 'a seat' }, 'by'],
    ['a deferral without its reason', { kind: 'deferral', subject: 'a logo' }, 'because'],
  ])('refuses %s, naming the field', (_what, fact, field) => {
    const { error } = clauseFactSchema.safeParse(fact);
    expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it('refuses a field that its kind does not have', () => {
    expect(clauseFactSchema.safeParse({ kind: 'note', title: 'a seat' }).success).toBe(false);
  });
});
