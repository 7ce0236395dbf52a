/** What a draft still lacks, step by step: the list that stands before a launch. */
import type { Refusal } from '../../kernel/workflow.js';
import { gapsLeft } from '../../modules/written-procedures/index.js';
import type { Words } from '../../platform/http/words.js';
import type { DraftVisit } from './draft-desk.js';
import type { RollCount } from './steps/who.page.js';
import { openersText } from './rule-sentence.js';

/** `missing` stands in the way of a launch; `mind` does not, but somebody should know of it. */
export type StepState = 'done' | 'missing' | 'mind';

/** One step of the list. */
export interface Step {
  readonly name: 'rule' | 'text' | 'who' | 'when' | 'preview' | 'launch';
  readonly state: StepState;
  /** in the reader's language; empty when there is nothing to say */
  readonly why: readonly string[];
}

/** Fields of the launch by the step that they are chosen in. */
const STEP_OF_FIELD: Readonly<Record<string, Step['name']>> = {
  ruleSet: 'rule',
  precondition: 'rule',
  texts: 'text',
  languageWaiver: 'text',
  opensAt: 'when',
  deadline: 'when',
  period: 'when',
};

/**
 * @param visit the draft
 * @param count of the roll as of now
 * @param refusal why the launch would be refused whoever gave it, as the machine says
 * @param words in the reader's language
 * @returns every step with its state; the launch is `missing` while any other is
 */
export function checklist(
  visit: DraftVisit,
  count: RollCount,
  refusal: Refusal | null,
  words: Words,
): readonly Step[] {
  const { t, phraseText } = words;
  const refused = refusal && {
    step: STEP_OF_FIELD[refusal.field ?? ''] ?? 'launch',
    why: phraseText(refusal.message),
  };
  const step = (name: Step['name'], missing: readonly string[], mind: readonly string[] = []): Step => {
    const inTheWay = [...missing, ...(refused?.step === name ? [refused.why] : [])];
    return {
      name,
      state: inTheWay.length > 0 ? 'missing' : mind.length > 0 ? 'mind' : 'done',
      why: [...inTheWay, ...mind],
    };
  };
  const gaps = gapsOf(visit);
  const steps = [
    step('rule', visit.rules || refused?.step === 'rule' ? [] : [t('launch.check.noRules')]),
    step('text', gaps.length > 0 ? [t('launch.check.gaps', { gaps: words.list(gaps) })] : []),
    step('who', [], count.red > 0 ? [t('launch.check.red', { count: count.red })] : []),
    step('when', []),
    step('preview', []),
  ];
  const open = steps.some(({ state }) => state === 'missing');
  const mayLaunch = visit.rules?.opener.offices.some((office) => visit.person.roles.includes(office)) ?? true;
  return [
    ...steps,
    step(
      'launch',
      open ? [t('launch.check.first')] : [],
      mayLaunch || !visit.rules
        ? []
        : [t('launch.check.opener', { offices: openersText(visit.rules, words) })],
    ),
  ];
}

/** @returns what a template left to be filled in and still stands in the draft */
export function gapsOf({ draft, kept }: DraftVisit): readonly string[] {
  const words = [draft.title, draft.subject, draft.background, ...draft.texts.map(({ body }) => body)];
  return gapsLeft(kept.plan.template, words);
}
