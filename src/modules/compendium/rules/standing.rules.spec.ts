import { describe, expect, it } from '@jest/globals';
import { type Instant, toInstant } from '../../../kernel/instant.js';
import {
  type EndingAct,
  type Stretch,
  annulledTimeline,
  endedTimeline,
  openTimeline,
  rebuiltTimeline,
  standingAt,
} from './standing.rules.js';

const day = (text: string): Instant => toInstant(`${text}T00:00:00Z`);
const source = 'made up';
const facts = { adoptedAt: day('2011-11-03'), effectiveAt: null, sunsetAt: null, source };
const act = (at: string, changes: Partial<EndingAct> = {}): EndingAct => ({
  at: day(at),
  standing: 'concluded',
  reason: 'done',
  causeId: null,
  source,
  ...changes,
});
const said = (timeline: readonly Stretch[] | null) =>
  timeline?.map(({ standing, validFrom, validTo }) => [
    standing,
    validFrom.slice(0, 10),
    validTo?.slice(0, 10) ?? null,
  ]);

describe('the standing of a document', () => {
  it('follows from its own dates', () => {
    expect(said(openTimeline(facts))).toEqual([['in-force', '2011-11-03', null]]);
    expect(said(openTimeline({ ...facts, effectiveAt: day('2011-11-05') }))).toEqual([
      ['adopted', '2011-11-03', '2011-11-05'],
      ['in-force', '2011-11-05', null],
    ]);
    expect(
      said(openTimeline({ ...facts, effectiveAt: day('2011-10-01'), sunsetAt: day('2012-01-01') })),
    ).toEqual([
      ['in-force', '2011-10-01', '2012-01-01'],
      ['lapsed', '2012-01-01', null],
    ]);
    expect(openTimeline({ ...facts, adoptedAt: null })).toEqual([]);
    expect(said(openTimeline({ ...facts, adoptedAt: null, effectiveAt: day('2012-01-01') }))).toEqual([
      ['in-force', '2012-01-01', null],
    ]);
  });

  it('is one at each instant: −1 ms, 0 and +1 ms around an end', () => {
    const ended = endedTimeline(openTimeline(facts), act('2012-11-30')) ?? [];
    const at = (text: string) => standingAt(ended, toInstant(text))?.standing ?? null;
    expect(at('2011-11-02T23:59:59.999Z')).toBeNull();
    expect(at('2012-11-29T23:59:59.999Z')).toBe('in-force');
    expect(at('2012-11-30T00:00:00.000Z')).toBe('concluded');
    expect(at('2012-11-30T00:00:00.001Z')).toBe('concluded');
  });

  it('ends while in force or adopted, and before the day its sunset clause names', () => {
    const open = openTimeline({ ...facts, sunsetAt: day('2013-01-01') });
    expect(said(endedTimeline(open, act('2012-06-01')))).toEqual([
      ['in-force', '2011-11-03', '2012-06-01'],
      ['concluded', '2012-06-01', null],
    ]);
    expect(said(endedTimeline(open, act('2011-11-03')))).toEqual([['concluded', '2011-11-03', null]]);
    expect(endedTimeline(open, act('2013-01-01'))).toBeNull();
    expect(endedTimeline(open, act('2011-11-02'))).toBeNull();
    expect(endedTimeline([], act('2012-06-01'))).toBeNull();
  });

  it('is annulled over its whole time, once', () => {
    const end = { at: day('2012-02-04'), reason: 'no consensus', source };
    const annulled = annulledTimeline(openTimeline({ ...facts, effectiveAt: day('2011-11-05') }), end);
    expect(said(annulled)).toEqual([['annulled', '2011-11-03', null]]);
    expect(annulledTimeline(annulled ?? [], end)).toBeNull();
    expect(annulledTimeline([], end)).toBeNull();
  });

  it('is built anew from corrected dates with the act that ended it, unless that act no longer counts', () => {
    const superseded =
      endedTimeline(openTimeline(facts), act('2012-06-01', { standing: 'superseded', causeId: 'another' })) ??
      [];
    const earlier = { ...facts, adoptedAt: day('2011-10-01') };
    expect(said(rebuiltTimeline(earlier, superseded))).toEqual([
      ['in-force', '2011-10-01', '2012-06-01'],
      ['superseded', '2012-06-01', null],
    ]);
    expect(said(rebuiltTimeline(earlier, superseded, 'another'))).toEqual([['in-force', '2011-10-01', null]]);
    expect(said(rebuiltTimeline(earlier, superseded, 'a third'))).toEqual(
      said(rebuiltTimeline(earlier, superseded)),
    );
    const annulled = annulledTimeline(superseded, { at: day('2012-07-01'), reason: 'void', source }) ?? [];
    expect(said(rebuiltTimeline(earlier, annulled))).toEqual([['annulled', '2011-10-01', null]]);
  });

  it('drops the day a sunset clause named when the clause is corrected', () => {
    const open = openTimeline({ ...facts, sunsetAt: day('2013-01-01') });
    expect(said(rebuiltTimeline(facts, open))).toEqual([['in-force', '2011-11-03', null]]);
  });
});
