/** Step 1: the reference, the rule set with its rule in one sentence, and what the rules ask for first. */
import { z } from 'zod';
import type { RuleSet } from '../../../../workflows/written-procedure/index.js';
import type { Words } from '../../../platform/http/words.js';
import { type Fault, afterSaving, readVersions, typed } from '../form.js';
import { openersText, periodText, ruleSentence } from '../rule-sentence.js';

export const ruleFormSchema = z.object({
  ...readVersions,
  reference: typed,
  ruleSet: typed,
  memberConcerned: typed,
  precondition: typed,
  departure: typed,
  action: afterSaving,
});
export type RuleForm = z.output<typeof ruleFormSchema>;
/** What of it a person types. */
export type RuleFields = Pick<
  RuleForm,
  'reference' | 'ruleSet' | 'memberConcerned' | 'precondition' | 'departure'
>;

/** What the step can choose from. */
export interface RuleChoices {
  readonly ruleSets: readonly RuleSet[];
  readonly participants: readonly { readonly code: string; readonly name: string }[];
  /** id of the rule set that this kind of decision suggests; null where none is suggested */
  readonly suggested: string | null;
}

/** @returns what is wrong with the fields, in the reader's language */
export function ruleFaults(
  fields: RuleFields,
  { ruleSets, participants, suggested }: RuleChoices,
  { t }: Words,
): Fault[] {
  const rules = ruleSets.find(({ id }) => id === fields.ruleSet);
  const knows = participants.some(({ code }) => code === fields.memberConcerned);
  const needs = rules && rules.precondition.kind !== 'none' && fields.precondition === '';
  return [
    ...(fields.reference === '' ? [{ field: 'reference', text: t('launch.fault.reference') }] : []),
    ...(fields.reference.length > 500
      ? [{ field: 'reference', text: t('launch.fault.tooLong', { most: 500 }) }]
      : []),
    ...(rules ? [] : [{ field: 'ruleSet', text: t('launch.fault.ruleSet') }]),
    ...(fields.memberConcerned === '' || knows
      ? []
      : [{ field: 'memberConcerned', text: t('launch.fault.memberConcerned') }]),
    ...(needs ? [{ field: 'precondition', text: t('launch.fault.precondition') }] : []),
    ...(rules && suggested !== null && rules.id !== suggested && fields.departure === ''
      ? [{ field: 'departure', text: t('launch.fault.otherRule') }]
      : []),
  ];
}

/** The rule set that is chosen or suggested stands first; the others follow by id. */
function chosenFirst(ruleSets: readonly RuleSet[], id: string): readonly RuleSet[] {
  return ruleSets.toSorted((a, b) => Number(b.id === id) - Number(a.id === id));
}

/** @returns what the page shows */
export function rulePage(
  fields: RuleFields,
  { ruleSets, participants, suggested }: RuleChoices,
  words: Words,
) {
  const { t, phraseText, partyName } = words;
  const usual = ruleSets.find(({ id }) => id === suggested);
  return {
    typed: fields,
    usual: usual ? phraseText(usual.title) : null,
    ruleSets: chosenFirst(ruleSets, fields.ruleSet).map((rules) => ({
      value: rules.id,
      text: phraseText(rules.title),
      sentence: ruleSentence(rules, words),
      openers: t('launch.rule.openers', { offices: openersText(rules, words) }),
      notice: rules.notice && t('launch.rule.notice', { period: periodText(rules.notice.period, words) }),
      asks: rules.precondition.kind === 'none' ? null : t(`launch.precondition.${rules.precondition.kind}`),
      source: rules.source,
      checked: rules.id === fields.ruleSet,
    })),
    participants: [
      { value: '', text: t('launch.rule.nobodyConcerned') },
      ...participants.map(({ code, name }) => ({
        value: code,
        text: partyName(code, name),
        selected: code === fields.memberConcerned,
      })),
    ],
  };
}
