import { describe, expect, it } from '@jest/globals';
import type { RuleSet } from '../../../workflows/written-procedure/index.js';
import { rulesOf } from '../../../test/support/written-procedure.js';
import { type Language, Messages } from '../../platform/language/index.js';
import { silenceSentence } from './mail-silence.js';

const messages = Messages.load();
const said = (rules: RuleSet, language: Language, round?: Parameters<typeof silenceSentence>[2]): string =>
  silenceSentence(rules, (key, values) => messages.say(language, key, values), round);

type Means = RuleSet['silence']['means'];
type Consensus = RuleSet['polarity']['consensus'];
const MEANS: readonly Means[] = ['consent', 'abstain', 'against', 'ignored', 'not-counted'];
const third = { kind: 'fraction', numerator: 1, denominator: 3 } as const;
const none = { kind: 'none' } as const;
const one = { kind: 'count', count: 1 } as const;

interface Changes {
  readonly means?: Means;
  readonly floor?: RuleSet['affirmativeFloor']['threshold'];
  readonly quota?: RuleSet['objectionQuota']['threshold'];
  readonly quorum?: Omit<RuleSet['quorum'], 'source'>;
  readonly consensus?: Consensus;
}

function rules({
  means = 'consent',
  floor = none,
  quota = one,
  quorum = { threshold: none, basis: 'members' },
  consensus = 'to-adopt',
}: Changes): RuleSet {
  const source = 'a test';
  return rulesOf('kp', {
    silence: { means, ofUnreachable: 'runs', source },
    affirmativeFloor: { threshold: floor, source },
    objectionQuota: { threshold: quota, source },
    quorum: { ...quorum, source },
    polarity: { consensus, source },
  });
}

const SILENT: Readonly<Record<Means, string>> = {
  consent: 'If your side does not answer, its silence counts as consent.',
  abstain: 'If your side does not answer, it counts as abstaining, neither for nor against.',
  against: 'If your side does not answer, its silence counts as an objection.',
  ignored: 'If your side does not answer, it is left out of the count.',
  'not-counted': 'If your side does not answer, its silence counts for nothing, neither for nor against.',
};
const basisOf = (means: Means): string => (means === 'ignored' ? 'the members that answer' : 'the members');

describe('what silence means', () => {
  it.each(MEANS)('«%s», no floor: adopted unless somebody objects', (means) => {
    expect(said(rules({ means }), 'en')).toBe(
      `${SILENT[means]} The proposal can be adopted unless one member objects.`,
    );
  });

  it.each(MEANS)('«%s», a floor: silence is never an answer in favour', (means) => {
    expect(said(rules({ means, floor: third }), 'en')).toBe(
      `${SILENT[means]} Adoption needs answers in favour from at least 1/3 of ${basisOf(means)}; silence is never one. It fails if one member objects.`,
    );
  });

  it.each(MEANS.flatMap((means) => [none, third].map((floor) => ({ means, floor }))))(
    'polarity to-stop, $means, floor $floor.kind: the measure goes on, and no floor is asked',
    ({ means, floor }) => {
      expect(said(rules({ means, floor, consensus: 'to-stop' }), 'en')).toBe(
        `${SILENT[means]} The measure goes on unless one member objects.`,
      );
    },
  );

  it.each([
    [{ kind: 'count', count: 3 }, '3 members object'],
    [third, '1/3 of the members object'],
    [{ kind: 'majority' }, 'more than half of the members object'],
  ] as const)('names the quota of objections %#', (quota, words) => {
    expect(said(rules({ quota }), 'en')).toContain(`unless ${words}.`);
    expect(said(rules({ quota, floor: third }), 'en')).toContain(`It fails if ${words}.`);
  });

  it('says so when no number of objections matters', () => {
    expect(said(rules({ quota: none }), 'en')).toContain('no number of objections stops the proposal');
    expect(said(rules({ quota: none, floor: third }), 'en')).not.toContain('fails');
    expect(said(rules({ quota: none, consensus: 'to-stop' }), 'en')).toContain(
      'no number of objections stops it',
    );
  });

  it.each([
    ['members', 'consent', 'silence counts as taking part.'],
    ['members', 'against', 'silence counts as taking part.'],
    ['members', 'not-counted', 'silence does not count as taking part.'],
    ['members', 'ignored', 'silence does not count as taking part.'],
    ['respondents', 'consent', 'silence does not count as taking part.'],
    ['acknowledgers', 'consent', 'must answer or at least acknowledge receipt.'],
  ] as const)('a quorum of %s where silence is «%s»: %s', (basis, means, words) => {
    const sentence = said(rules({ means, quorum: { threshold: { kind: 'majority' }, basis } }), 'en');
    expect(sentence).toContain('more than half of the members must');
    expect(sentence.endsWith(words)).toBe(true);
  });

  it('is no vote in a postal vote, whatever it means otherwise', () => {
    for (const means of MEANS) {
      const sentence = said(rules({ means, floor: third }), 'en', 'postal-vote');
      expect(sentence).toContain('its silence is neither a vote for nor a vote against');
      expect(sentence).not.toContain(SILENT[means]);
      expect(sentence).toContain('at least 1/3 of');
    }
  });

  it('differs for every combination that differs in effect, in every language', () => {
    for (const language of ['en', 'fr'] as const) {
      const sentences = MEANS.flatMap((means) =>
        [none, third]
          .map((floor) => said(rules({ means, floor }), language))
          .concat(said(rules({ means, consensus: 'to-stop' }), language)),
      );
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  });

  it('speaks French', () => {
    expect(said(rulesOf('kp'), 'fr')).toBe(
      'Si votre délégation ne répond pas, son silence ne compte pour rien, ni pour ni contre. L’adoption exige les réponses favorables d’au moins 1/3 des membres ; le silence n’en est jamais une. Elle échoue si un membre fait objection.',
    );
    expect(said(rulesOf('osce'), 'fr')).toBe(
      'Si votre délégation ne répond pas, son silence vaut consentement. La proposition peut être adoptée sauf si un membre fait objection.',
    );
  });
});
