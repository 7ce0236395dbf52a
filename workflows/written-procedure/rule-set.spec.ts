import { describe, expect, it } from '@jest/globals';
import { PRESETS, presetData } from '../../test/support/written-procedure.js';
import { InvalidInput } from '../../src/kernel/domain-error.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { parseInput } from '../../src/kernel/parse.js';
import { ruleSetSchema } from './rule-set.js';

function faultsOf(change: (kp: JsonObject) => JsonObject): readonly string[] {
  try {
    parseInput(ruleSetSchema, change(presetData('kp')), 'rule set');
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.faults.map((fault) => fault.field);
    throw error;
  }
}

describe('a rule set', () => {
  it.each(PRESETS)('%s parses, and its file bears its name', (preset) => {
    expect(ruleSetSchema.parse(presetData(preset)).id).toBe(preset);
  });

  it.each(PRESETS)('%s gives a document or the word «assumed» for every figure', (preset) => {
    const sources = JSON.stringify(presetData(preset)).match(/"source":"[^"]+"/g) ?? [];
    expect(sources.length).toBeGreaterThanOrEqual(20);
    const known =
      /assumed|practice|decision|Article|Rules of Procedure|Core Document|World Diamond Council|Committee on Rules|no meaning/;
    expect(sources.filter((source) => !known.test(source))).toEqual([]);
  });

  it.each<[string, (kp: JsonObject) => JsonObject, string]>([
    [
      'a window without a number',
      (kp) => ({ ...kp, window: { ...(kp['window'] as JsonObject), period: { value: 0, unit: 'hours' } } }),
      'window.period.value',
    ],
    [
      'a zone nobody knows',
      (kp) => ({ ...kp, window: { ...(kp['window'] as JsonObject), zone: 'Mars/Olympus' } }),
      'window.zone',
    ],
    [
      'a calendar nobody keeps',
      (kp) => ({ ...kp, window: { ...(kp['window'] as JsonObject), calendar: 'lunar' } }),
      'window.calendar',
    ],
    [
      'a figure without a source',
      (kp) => ({ ...kp, silence: { means: 'consent', ofUnreachable: 'runs' } }),
      'silence.source',
    ],
    [
      'a meaning of silence that does not exist',
      (kp) => ({ ...kp, silence: { ...(kp['silence'] as JsonObject), means: 'yes' } }),
      'silence.means',
    ],
    [
      'consultations without a length',
      (kp) => ({ ...kp, onObjection: { ...(kp['onObjection'] as JsonObject), consultation: null } }),
      'onObjection.consultation',
    ],
    [
      'a next round without a window',
      (kp) => ({ ...kp, onObjection: { ...(kp['onObjection'] as JsonObject), nextRound: null } }),
      'onObjection.nextRound',
    ],
    [
      'an extension nobody may give',
      (kp) => ({ ...kp, extension: { ...(kp['extension'] as JsonObject), by: [] } }),
      'extension.by',
    ],
    [
      'a floor above the whole',
      (kp) => ({
        ...kp,
        affirmativeFloor: {
          threshold: { kind: 'fraction', numerator: 4, denominator: 3 },
          source: 'assumed',
        },
      }),
      'affirmativeFloor.threshold',
    ],
    ['a field nobody knows', (kp) => ({ ...kp, quorom: {} }), ''],
  ])('names the path of %s', (_what, change, path) => {
    expect(faultsOf(change)).toEqual([path]);
  });
});
