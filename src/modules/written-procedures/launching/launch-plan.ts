/** What is chosen for a launch before it happens: the part of a draft that the case itself does not remember. */
import { z } from 'zod';
import { parseWallTime } from '../../../kernel/business-calendar.js';
import type { Instant } from '../../../kernel/instant.js';
import { periodSchema } from '../../../kernel/period.js';
import type { Refusal } from '../../../kernel/workflow.js';
import {
  type ConfirmedDraft,
  type Payload,
  givenDeadlineSchema,
} from '../../../../workflows/written-procedure/index.js';

const prose = z.string().trim().max(20_000);

/** How the end of the window is given: as the rules have it, by another length, or by a date and hour. */
const closingSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('rules') }),
  z.strictObject({ by: z.literal('period'), period: periodSchema }),
  z.strictObject({ by: z.literal('date'), deadline: givenDeadlineSchema }),
]);

/** The choices for a launch, each as far as it was made. */
export const launchPlanSchema = z.strictObject({
  /** which suggestion the draft began with; null: a blank one */
  template: z.string().max(60).nullable().default(null),
  ruleSet: z.string().max(200).nullable().default(null),
  /** where and when what the rules ask for first was given */
  precondition: prose.default(''),
  /** null: at the launch, or as soon as the rules allow */
  opens: givenDeadlineSchema.nullable().default(null),
  closes: closingSchema.default({ by: 'rules' }),
  /** languages asked for beside those that the rules require */
  languages: z.array(z.string().min(2).max(35)).max(50).default([]),
  languageWaiver: prose.default(''),
  /** days before the deadline on which reminders go out; null: those of the rules */
  reminderDays: z.array(z.int().min(1).max(400)).max(50).nullable().default(null),
  /** why the rule set, the window or the reminders are others than usual */
  departure: prose.default(''),
  /** why it is launched although some Participant has no working contact */
  unreachedReason: prose.default(''),
});
export type LaunchPlan = z.output<typeof launchPlanSchema>;

/** A plan as it is kept. */
export interface KeptPlan {
  readonly plan: LaunchPlan;
  /** 0 where nothing was kept yet; whoever saves names the version that was read */
  readonly version: number;
  /** name of whoever saved it last; null where nobody did */
  readonly savedBy: string | null;
  /** a launch that was confirmed and can still be undone */
  readonly pending: PendingLaunch | null;
  /** why the last confirmed launch did not happen */
  readonly refusal: Refusal | null;
}

/** A launch that was confirmed, and is carried out at an instant of the law's clock unless somebody undoes it. */
export interface PendingLaunch {
  readonly at: Instant;
  /** id and name of whoever confirmed it */
  readonly byId: string;
  readonly by: string;
  /** whether it waits for a second person; `at` counts from there on */
  readonly awaitsCountersign: boolean;
  /** name of the second person; null where there is none yet, or none is needed */
  readonly countersignedBy: string | null;
}

/** The plan of a draft for which nothing was chosen. */
export const NO_PLAN: KeptPlan = {
  plan: launchPlanSchema.parse({}),
  version: 0,
  savedBy: null,
  pending: null,
  refusal: null,
};

/**
 * @param plan the choices
 * @returns the payload of the command `launch`; null until a rule set is chosen
 * @throws DomainError when the opening is no date and hour of its zone
 */
export function launchPayload(plan: LaunchPlan): Payload<'launch'> | null {
  const { ruleSet, opens, closes, languages, languageWaiver, precondition } = plan;
  const { reminderDays, departure, unreachedReason } = plan;
  if (ruleSet === null) return null;
  return {
    ruleSet,
    ...(opens ? { opensAt: parseWallTime(opens) } : {}),
    ...(closes.by === 'date' ? { deadline: closes.deadline } : {}),
    ...(closes.by === 'period' ? { period: closes.period } : {}),
    ...(languages.length > 0 ? { languages } : {}),
    ...(languageWaiver ? { languageWaiver } : {}),
    ...(precondition ? { precondition } : {}),
    ...(reminderDays ? { reminderDays } : {}),
    ...(departure ? { departure } : {}),
    ...(unreachedReason ? { unreachedReason } : {}),
  };
}

/**
 * @param plan the choices
 * @param confirmed the draft as it was confirmed; null: not kept
 * @returns the payload of a launch that goes for this draft and no other; null until a rule set is chosen
 */
export function confirmedPayload(
  plan: LaunchPlan,
  confirmed: ConfirmedDraft | null,
): Payload<'launch'> | null {
  const launch = launchPayload(plan);
  return launch && confirmed ? { ...launch, confirmed } : launch;
}
