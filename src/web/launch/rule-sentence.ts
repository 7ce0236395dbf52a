/** A rule set in one sentence, made from its data: for whoever chooses between rule sets. */
import type { Period, RuleSet, Threshold } from '../../../workflows/written-procedure/index.js';
import type { Words } from '../../platform/http/words.js';

type Speaking = Pick<Words, 't' | 'list'>;

/**
 * @param rules a rule set
 * @param words in the reader's language
 * @returns such as «Adopted if no Participant objects and at least one third of the Participants support it, within 21 calendar days;
 *   silence counts neither for nor against.»
 */
export function ruleSentence(rules: RuleSet, { t, list }: Speaking): string {
  const period = periodText(rules.window.period, { t });
  const silence = t(`launch.silence.${rules.silence.means}`);
  const objections = shareText(rules.objectionQuota.threshold, 'objections', { t });
  if (rules.polarity.consensus === 'to-stop')
    return t('launch.rule.unlessStopped', {
      objections: shareText(rules.objectionQuota.threshold, 'stops', { t }) ?? t('launch.rule.nobodyStops'),
      period,
      silence,
    });
  const conditions = [
    objections,
    shareText(rules.affirmativeFloor.threshold, 'support', { t }),
    shareText(rules.quorum.threshold, 'quorum', { t }),
  ].filter((condition) => condition !== null);
  if (conditions.length === 0) return t('launch.rule.always', { period, silence });
  return t('launch.rule.adopted', { conditions: list(conditions), period, silence });
}

/** @returns the offices that may open a procedure under the rule set: `the Chair` */
export function openersText(rules: RuleSet, { t, list }: Speaking): string {
  return list(rules.opener.offices.map((office) => officeText(office, { t })));
}

/** @returns an office in words; one that pages do not know by the name the rule set gives it */
export function officeText(office: string, { t }: Pick<Words, 't'>): string {
  return ['chair', 'vice-chair', 'secretariat'].includes(office) ? t(`launch.office.${office}`) : office;
}

/** @returns a length of time in words: `21 calendar days` */
export function periodText({ value, unit }: Period, { t }: Pick<Words, 't'>): string {
  return t(`launch.period.${unit}`, { count: value });
}

/** @param what `objections`, `support`, `quorum`, `stops`: which sentence the share stands in */
function shareText(threshold: Threshold, what: string, { t }: Pick<Words, 't'>): string | null {
  switch (threshold.kind) {
    case 'none':
      return null;
    case 'count':
      return t(`launch.share.${what}.count`, { count: threshold.count });
    case 'majority':
      return t(`launch.share.${what}.part`, { part: t('launch.share.majority') });
    case 'fraction': {
      const { numerator, denominator } = threshold;
      const share = `s${numerator}of${denominator}`;
      const part = t('launch.share.fraction', { share, numerator, denominator });
      return t(`launch.share.${what}.part`, { part });
    }
  }
}
