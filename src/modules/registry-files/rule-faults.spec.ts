import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../kernel/domain-error.js';
import { toInstant } from '../../kernel/instant.js';
import { faultsOf, saysNoMore } from './rule-faults.js';

const day = (text: string) => toInstant(`${text}T00:00:00Z`);

describe('a rule asked by a sheet', () => {
  const refuse = (details: Record<string, string>) => () =>
    Promise.reject(new DomainError('a.rule', 'invalid', 'party: XXX is unknown. Take it out.', details));

  it('gives the fault of the field it names, or of the one that the sheet names', async () => {
    const message = 'XXX is unknown. Take it out.';
    expect(await faultsOf(refuse({ field: 'party' }))).toEqual([{ field: 'party', message }]);
    expect(await faultsOf(refuse({ field: 'party' }), 'parent')).toEqual([{ field: 'parent', message }]);
    expect(await faultsOf(() => Promise.resolve())).toEqual([]);
  });

  it('does not hide what names no field', async () => {
    await expect(faultsOf(refuse({}), 'parent')).rejects.toMatchObject({ code: 'a.rule' });
    await expect(faultsOf(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});

describe('an entry that says no more than the one before', () => {
  const before = {
    capacity: 'member',
    validFrom: day('2012-01-01'),
    validTo: day('2014-01-01'),
    source: 'reports',
  };

  it.each([
    ['the same', {}, true],
    ['an earlier end', { validTo: day('2013-01-01') }, true],
    ['another source', { source: 'better reports' }, true],
    ['a later end', { validTo: day('2015-01-01') }, false],
    ['no end', { validTo: null }, false],
    ['an earlier beginning', { validFrom: day('2011-01-01') }, false],
    ['a later beginning', { validFrom: day('2012-06-01') }, false],
    ['another capacity', { capacity: 'chair' }, false],
  ])('is one with %s: %j %s', (_, change, expected) => {
    expect(saysNoMore({ ...before, ...change }, before)).toBe(expected);
  });

  it('is none when there was none before; one without an end may get one', () => {
    expect(saysNoMore(before, null)).toBe(false);
    expect(saysNoMore(before, { ...before, validTo: null })).toBe(true);
  });
});
