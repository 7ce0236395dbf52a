/** Why a decision on a measure is not taken for one: whose it is, whether it was by consensus, and whether it fits itself. */
import { fixedDeadline } from '../../src/kernel/business-calendar.js';
import { firstRefusal, refusalOfComputing, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { type Decision, effectOf, lastDay, refusalOfCodes, refusalOfDecision } from '../casework/index.js';
import type { MeasureContext } from './measure.context.js';
import type { Provisions } from './provisions.js';
import { boundaryOf } from './reports.rules.js';
import { versionAhead, versionMeant } from './versions.rules.js';

/** What a command that rests on a decision carries. */
export interface Decided {
  readonly decision: Decision;
  readonly objections: readonly string[];
}
/** What a decision on a measure is measured by. */
type About = Pick<MeasureContext, 'party' | 'rules'>;

/** @returns who objected and counts: the Participant concerned only where the decision says that it counts */
export function countedObjections({ decision, objections }: Decided, party: string): readonly string[] {
  return objections.filter((code) => code !== party || decision.concernedCounts === true);
}

/** @returns why what is cited is no decision on this measure, or null */
export function refusalOfMeasureDecision(about: About, given: Decided, event: CommandEvent): Refusal | null {
  const { decision, objections } = given;
  const { party, rules } = about;
  return firstRefusal(
    () => refusalOfNotice(decision),
    () => refusalOfDecision(decision, event, rules.decidedBy),
    () => refusalOfUnsaid(decision, party),
    () => refusalOfCodes(event, objections, 'objections', ['participant']),
    () => {
      const counted = countedObjections(given, party);
      if (counted.length === 0) return null;
      return refuse(
        'measure.no-consensus',
        `${counted.join(', ')} objected, so there was no consensus (KP Core Document VI.5). Record the attempt (record-no-consensus); the Chair consults.`,
        'objections',
      );
    },
  );
}

function refusalOfNotice({ by }: Decision): Refusal | null {
  if (by !== 'chair') return null;
  return refuse(
    'measure.notice-is-no-decision',
    'A Chair’s notice is not a decision. Record it as a notice (record-notice), or cite the decision of the Plenary or the written procedure.',
    'decision.by',
  );
}

function refusalOfUnsaid({ concernedCounts }: Decision, party: string): Refusal | null {
  if (concernedCounts !== null) return null;
  return refuse(
    'measure.concerned-unsaid',
    `Say whether ${party} counted for the consensus: concernedCounts is true or false. Practice differs, so it is recorded each time.`,
    'decision.concernedCounts',
  );
}

/** @returns a refusal when it would take effect before what holds now did: nothing would follow from it */
export function refusalOfOrder(context: MeasureContext, decision: Decision): Refusal | null {
  const holds = versionMeant(context)?.effectiveAt;
  if (holds === undefined || effectOf(decision) >= holds) return null;
  return refuse(
    'measure.effect-too-early',
    `It would take effect on ${effectOf(decision)}, before what holds now did (${holds}). Give when it takes effect, or strike what never was adopted (annul).`,
    'decision.effectiveAt',
  );
}

/** @returns a refusal when other terms are decided for later, which would undo a change of those that hold now */
export function refusalOfChangeAhead(context: MeasureContext): Refusal | null {
  const ahead = versionAhead(context);
  if (!ahead) return null;
  return refuse(
    'measure.change-ahead',
    `Other terms take effect on ${ahead.effectiveAt}. Decide on those (amend), or wait until they apply.`,
  );
}

/** @returns a refusal when an end is decided for later, which other terms would seem to undo and would not */
export function refusalOfEndAhead({ end }: MeasureContext): Refusal | null {
  if (!end) return null;
  return refuse(
    'measure.end-ahead',
    `It is ${end.how} with effect from ${end.at}. Decide first that it goes on (continue-measure), or strike that decision if it never was adopted (annul).`,
  );
}

/** @returns a refusal when going on would come too late, or was decided before the end that is dated, or null: it takes the place of that end */
export function refusalOfGoingOn({ end }: MeasureContext, decision: Decision): Refusal | null {
  if (!end) return null;
  if (effectOf(decision) > end.at)
    return refuse(
      'measure.goes-on-too-late',
      `It is ${end.how} with effect from ${end.at}, before it would go on (${effectOf(decision)}). Give an earlier effect.`,
      'decision.effectiveAt',
    );
  if (end.decision === null || decision.at >= end.decision.at) return null;
  return refuse(
    'measure.end-decided-since',
    `That it is ${end.how} with effect from ${end.at} was decided later (${end.decision.at}). Cite a decision taken since.`,
    'decision.at',
  );
}

/** @returns why the provisions cannot be kept, or null: names used once, dates that can come, organs that are known */
export function refusalOfProvisions(
  provisions: Provisions,
  decision: Decision,
  zone: string,
  event: CommandEvent,
): Refusal | null {
  const { terms, reports, reviews, polarity } = provisions;
  const codes = [...reports.flatMap(({ from }) => from), ...reviews.flatMap(({ by }) => by)];
  return firstRefusal(
    () => twice(terms, 'terms') ?? twice(reports, 'reports') ?? twice(reviews, 'reviews'),
    () => refusalOfRemoval(terms),
    () => refusalOfHours(provisions),
    () => refusalOfSunset(provisions, decision, zone),
    () => refusalOfComputing('reports', () => reports.map((rule) => boundaryOf(rule, 1, zone))),
    () =>
      refusalOfComputing('reviews', () =>
        reviews.map(({ when }) => when.kind === 'day' && lastDay(when.on, zone)),
      ),
    () => refusalOfCodes(event, codes, 'reports', ['participant', 'observer', 'organ', 'office']),
    () =>
      polarity.kind === 'stop' ? refusalOfCodes(event, [polarity.organ], 'polarity.organ', ['organ']) : null,
  );
}

function twice(items: readonly { readonly id: string }[], field: string): Refusal | null {
  const again = items.find(({ id }, index) => items.findIndex((one) => one.id === id) !== index);
  return again
    ? refuse('measure.same-name', `«${again.id}» stands twice in ${field}. Give each its own name.`, field)
    : null;
}

function refusalOfRemoval(terms: Provisions['terms']): Refusal | null {
  const index = terms.findIndex(
    ({ measure, refersTo }) => measure === 'removal-from-list' && refersTo === null,
  );
  if (index < 0) return null;
  return refuse(
    'measure.removal-elsewhere',
    'Nobody is removed by a measure. Open a removal, and let the term refer to it (refersTo).',
    `terms.${index}.refersTo`,
  );
}

function refusalOfHours({ reports }: Provisions): Refusal | null {
  const index = reports.findIndex(({ every }) => every.unit === 'hours' || every.unit === 'working-days');
  if (index < 0) return null;
  return refuse(
    'measure.period-unit',
    'Periods of a report are counted in calendar days, weeks or months.',
    `reports.${index}.every`,
  );
}

function refusalOfSunset({ sunset }: Provisions, decision: Decision, zone: string): Refusal | null {
  if (sunset.kind !== 'date') return null;
  const unreadable = refusalOfComputing('sunset.on', () =>
    fixedDeadline({ wallTime: `${sunset.on}T24:00`, zone, rule: '' }),
  );
  if (unreadable || lastDay(sunset.on, zone).at > effectOf(decision)) return unreadable;
  return refuse(
    'measure.sunset-passed',
    `It would end on ${sunset.on}, before it takes effect (${effectOf(decision)}). Name a later day.`,
    'sunset.on',
  );
}
