/** What a draft still lacks, step by step: the list that stands before a launch. */
import { type PlayedLaunch, gapsLeft } from '../../modules/written-procedures/index.js';
import { launchConditions } from '../../../workflows/written-procedure/index.js';
import type { Words } from '../../platform/http/words.js';
import type { DraftVisit } from './draft-desk.js';
import type { RollCount } from './steps/who.page.js';
import { openersText } from './rule-sentence.js';

/** `missing` stands in the way of a launch; `alert` and `mind` do not, but somebody should know of it: of an alert, before all else. */
export type StepState = 'done' | 'missing' | 'alert' | 'mind';

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
  departure: 'when',
  reminderDays: 'when',
  unreachedReason: 'who',
  texts: 'text',
  languageWaiver: 'text',
  opensAt: 'when',
  deadline: 'when',
  period: 'when',
};

/**
 * @param visit the draft
 * @param count of the roll as of now
 * @param played the launch as it would be, with why it would be refused whoever gave it
 * @param words in the reader's language
 * @returns every step with its state; the launch is `missing` while any other is
 */
export function checklist(
  visit: DraftVisit,
  count: RollCount,
  { refusal, departures }: Pick<PlayedLaunch, 'refusal' | 'departures'>,
  words: Words,
): readonly Step[] {
  const { t, phraseText } = words;
  const refused = refusal && {
    step: STEP_OF_FIELD[refusal.field ?? ''] ?? 'launch',
    why: phraseText(refusal.message),
  };
  const step = (
    name: Step['name'],
    missing: readonly string[],
    told: readonly string[] = [],
    toldAs: 'alert' | 'mind' = 'mind',
  ): Step => {
    const inTheWay = [...missing, ...(refused?.step === name && missing.length === 0 ? [refused.why] : [])];
    const state = inTheWay.length > 0 ? 'missing' : told.length > 0 ? toldAs : 'done';
    return { name, state, why: [...inTheWay, ...told] };
  };
  const unexplained = visit.kept.plan.departure === '';
  const isOtherRule = unexplained && departures.includes('rule-set');
  const isOtherTime = unexplained && departures.some((one) => one !== 'rule-set');
  const reach = reachOf(visit, count, words);
  const gaps = gapsOf(visit);
  const steps = [
    step('rule', [
      ...(visit.rules || refused?.step === 'rule' ? [] : [t('launch.check.noRules')]),
      ...(isOtherRule ? [t('launch.check.otherRule')] : []),
    ]),
    step('text', gaps.length > 0 ? [t('launch.check.gaps', { gaps: words.list(gaps) })] : []),
    step('who', reach.missing, reach.told, 'alert'),
    step('when', isOtherTime ? [t('launch.check.otherTime')] : []),
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

/** Red until each Participant has a working contact: what the rules ask for then is in the way until it is given. */
function reachOf({ kept, rules }: DraftVisit, { red }: RollCount, { t }: Words) {
  if (red === 0) return { missing: [], told: [] };
  const { unreached } = launchConditions(rules ?? {});
  const asks = unreached === 'blocked' || (unreached === 'asks-reason' && kept.plan.unreachedReason === '');
  const told = [t('launch.check.red', { count: red })];
  return asks
    ? { missing: [...told, t(`launch.check.unreached.${unreached}`)], told: [] }
    : { missing: [], told: [...told, t('launch.check.unreached.allowed')] };
}

/** @returns what a template left to be filled in and still stands in the draft */
export function gapsOf({ draft, kept }: DraftVisit): readonly string[] {
  const words = [draft.title, draft.subject, draft.background, ...draft.texts.map(({ body }) => body)];
  return gapsLeft(kept.plan.template, words);
}
