/** Which decision holds at an instant, what comes next of itself, and what trade is under it; pure. */
import type { z } from 'zod';
import type { Instant } from '../../src/kernel/instant.js';
import type { StartInput } from '../../src/kernel/workflow.js';
import { type KeptDeadline, closeAll, lastDay, openedCase } from '../casework/index.js';
import type { End, MeasureContext, Version, measureRulesSchema } from './measure.context.js';
import type { Provisions } from './provisions.js';
import { tradeUnder } from './terms.rules.js';

type Then = Pick<MeasureContext, 'versions' | 'asOf'>;

/**
 * @param input of the machine
 * @param known what the workflow's own opening says
 * @returns the memory of a measure as it begins; nothing is decided yet
 */
export function openedMeasure(
  input: StartInput,
  known: {
    readonly kind: MeasureContext['kind'];
    readonly party: string;
    readonly instrument: string | null;
    readonly rules: z.output<typeof measureRulesSchema>;
    readonly indications: readonly { readonly text: string; readonly source: string }[];
  },
): MeasureContext {
  const opened = openedCase(input, ['measures', 'reports', 'organ-work', 'windows']);
  const { kind, party, instrument, rules, indications } = known;
  return {
    ...opened,
    subjects: [...new Set([party, ...opened.subjects])],
    kind,
    rules,
    party,
    instrument,
    indications: indications.map((one) => ({ ...one, at: input.occurredAt })),
    heard: [],
    recommendations: [],
    attempts: [],
    versions: [],
    end: null,
    notices: [],
    windows: [],
    asked: {},
    submitted: [],
    reviewed: [],
    monitoring: [],
    tradeBefore: null,
    trade: null,
  };
}

/** @returns the version that holds: of those in effect and not annulled the one that took effect last, and of two at once the later recorded */
export function versionAt({ versions, asOf }: Then): Version | undefined {
  return standing(versions)
    .filter(({ effectiveAt }) => effectiveAt <= asOf)
    .reduce<Version | undefined>(
      (last, one) => (last && last.effectiveAt > one.effectiveAt ? last : one),
      undefined,
    );
}

/** @returns the version that takes effect next; undefined when none is ahead */
export function versionAhead({ versions, asOf }: Then): Version | undefined {
  return standing(versions)
    .filter(({ effectiveAt }) => effectiveAt > asOf)
    .reduce<Version | undefined>(
      (next, one) => (next && next.effectiveAt <= one.effectiveAt ? next : one),
      undefined,
    );
}

/** @returns the version that holds, or the next one, or the last one there was: what the case is about now */
export function versionMeant(context: Then): Version | undefined {
  return versionAt(context) ?? versionAhead(context) ?? context.versions.at(-1);
}

/** @returns what is decided and holds; null before anything does */
export function provisionsAt(context: Then): Provisions | null {
  return versionAt(context)?.provisions ?? null;
}

/** @returns versions that were not annulled */
export function standing(versions: readonly Version[]): readonly Version[] {
  return versions.filter(({ annulled }) => annulled === null);
}

/** @returns the end of the last day on which it applies by its own text; null without a date */
export function sunsetOf(context: Then & Pick<MeasureContext, 'zone'>): KeptDeadline | null {
  const sunset = provisionsAt(context)?.sunset;
  return sunset?.kind === 'date' ? lastDay(sunset.on, context.zone, sunset.under) : null;
}

/** @returns when it ends if nobody acts: by a decision that takes effect later, or by the date in its text; null when nothing says */
export function endAhead(context: MeasureContext): { readonly at: Instant; readonly rule: string } | null {
  const { end } = context;
  const sunset = sunsetOf(context);
  if (end && (!sunset || end.at <= sunset.at)) return { at: end.at, rule: end.reason };
  return sunset && { at: sunset.at, rule: sunset.rule };
}

/** @returns whether its end has come */
export function hasEnded({ end, asOf }: Pick<MeasureContext, 'end' | 'asOf'>): boolean {
  return end !== null && end.at <= asOf;
}

/** Who ends a measure when its own date does. */
const ITS_OWN_TEXT: End['person'] = { id: 'timer', name: 'its own text', party: null };

/** @returns what trade is after it when nobody says: as it was found; where that is not known either, the registry stays as it is */
export function tradeLeft({ tradeBefore }: Pick<MeasureContext, 'tradeBefore'>): End['tradeAfter'] {
  return tradeBefore ?? 'unchanged';
}

/** @returns the memory as the end that was ahead has come */
export function endCome(context: MeasureContext): Partial<MeasureContext> {
  const ahead = endAhead(context);
  if (!ahead) return {};
  if (context.end?.at === ahead.at) return ended(context, context.end);
  const sunset = provisionsAt(context)?.sunset;
  return ended(context, {
    how: 'lapsed',
    at: ahead.at,
    reason: `by its own text it applied no longer (${ahead.rule})`,
    under: ahead.rule,
    decision: null,
    objections: [],
    tradeAfter: (sunset?.kind === 'date' ? sunset.tradeAfter : null) ?? tradeLeft(context),
    commitment: null,
    successor: null,
    person: ITS_OWN_TEXT,
  });
}

/** @returns the memory with this end; while its instant lies ahead the case goes on, then all that was due of anybody falls */
export function ended(context: MeasureContext, end: End): Partial<MeasureContext> {
  if (end.at > context.asOf) return { end };
  const { how, reason, person } = end;
  return {
    end,
    ...closeAll(context, 'decided', how),
    windows: context.windows.map((one) =>
      one.outcome === null ? { ...one, outcome: 'dropped', endedAt: context.asOf } : one,
    ),
    ending: { how, reason, at: context.asOf, person },
  };
}

/** @returns what trade is to be by this case, and since when; null: it has nothing to say of it */
export function tradeWanted(
  context: MeasureContext,
): { readonly status: NonNullable<MeasureContext['trade']>; readonly at: Instant } | null {
  const { end, trade, asOf, versions } = context;
  if (end && hasEnded(context)) {
    if (trade === null || end.tradeAfter === 'unchanged') return null;
    return { status: end.tradeAfter, at: end.at };
  }
  const since = firstUndone(versions, asOf);
  const version = versionAt(context);
  const before = trade === null || context.tradeBefore === null ? null : context.tradeBefore;
  if (!version) return before === null || since === null ? null : { status: before, at: since };
  const at = since !== null && since > version.effectiveAt ? since : version.effectiveAt;
  const status = tradeUnder(version.provisions.terms) ?? before;
  return status && { status, at };
}

/** From when on what was annulled just now had seemed to hold. */
function firstUndone(versions: readonly Version[], asOf: Instant): Instant | null {
  return versions
    .filter(({ annulled, effectiveAt }) => annulled?.at === asOf && effectiveAt <= asOf)
    .reduce<Instant | null>(
      (first, { effectiveAt }) => (first !== null && first <= effectiveAt ? first : effectiveAt),
      null,
    );
}
