/** Why a clearance, its taking back, or a readmission cannot be entered so, each with the remedy; pure. */
import { type Asked as AskedOf, firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { type Decision, effectOf, refusalOfDecision, timeIn } from '../casework/index.js';
import { clearanceOf, isLifted, openSteps } from './keys.rules.js';
import type { ReintegrationContext } from './reintegration.context.js';
import type { PayloadOf } from './reintegration.payloads.js';

type Asked<Payload> = AskedOf<Payload, ReintegrationContext>;

function refusalOfWaiving({
  context,
  payload,
}: Asked<{ readonly waived: readonly string[] }>): Refusal | null {
  const open = openSteps(context).map(({ id }) => id);
  const left = open.filter((id) => !payload.waived.includes(id));
  const strange = payload.waived.filter((id) => !open.includes(id));
  return firstRefusal(
    () =>
      strange.length === 0
        ? null
        : refuse(
            'reintegration.nothing-to-waive',
            `Nothing needed is open by the name ${strange.join(', ')}. Waive what is open only: ${open.join(', ') || 'nothing is'}.`,
            'waived',
          ),
    () =>
      left.length === 0
        ? null
        : refuse(
            'reintegration.steps-open',
            `Not done yet: ${left.join(', ')}. Complete or drop them, or name those that the decision waives.`,
            'waived',
          ),
  );
}

/** A key turns on the day on which the decision takes effect: entered before, it would open or close trade too soon. */
function refusalOfEffectAhead({
  context,
  event,
  payload: { decision },
}: Asked<{ readonly decision: Decision }>): Refusal | null {
  const at = effectOf(decision);
  if (at <= event.occurredAt) return null;
  return refuse(
    'reintegration.effect-ahead',
    `It takes effect on ${timeIn(at, context.zone)}, and trade stays as it is until then. Enter it on that day.`,
    'decision.effectiveAt',
  );
}

/** @returns why a clearance cannot be entered, or null: by the body that may, once, with every needed step done or waived */
export function refusalOfClearing(asked: Asked<PayloadOf<'clear'>>): Refusal | null {
  const { context, event, payload } = asked;
  return firstRefusal(
    () => refusalOfDecision(payload.decision, event, context.rules.clearedBy),
    () => refusalOfEffectAhead(asked),
    () =>
      clearanceOf(context)
        ? refuse('reintegration.cleared', `${context.party} is cleared already.`, 'decision')
        : null,
    () => refusalOfWaiving(asked),
  );
}

/** @returns why a clearance cannot be taken back, or null */
export function refusalOfWithdrawing(asked: Asked<{ readonly decision: Decision }>): Refusal | null {
  const { context, event, payload } = asked;
  const clearance = clearanceOf(context);
  if (!clearance)
    return refuse(
      'reintegration.not-cleared',
      `${context.party} is not cleared, so there is nothing to take back.`,
      'decision',
    );
  return firstRefusal(
    () => refusalOfDecision(payload.decision, event, context.rules.clearedBy),
    () => refusalOfEffectAhead(asked),
    () =>
      payload.decision.at >= clearance.decision.at
        ? null
        : refuse(
            'reintegration.before-clearance',
            `It was decided before the clearance of ${clearance.decision.at}. Give the instant of the later decision.`,
            'decision.at',
          ),
  );
}

/** @returns why a readmission cannot be entered, or null: by the body that may, and not while another body's measure is in force */
export function refusalOfReadmitting(asked: Asked<PayloadOf<'readmit'>>): Refusal | null {
  const { context, event, payload } = asked;
  const inForce = context.outside.filter((track) => !isLifted(track));
  return firstRefusal(
    () => refusalOfDecision(payload.decision, event, context.rules.clearedBy),
    () => refusalOfEffectAhead(asked),
    () =>
      inForce.length === 0
        ? null
        : refuse(
            'reintegration.other-key',
            `${inForce.map(({ body, measure }) => `${measure} of ${body}`).join('; ')} is in force by what is recorded. Record the clearance (clear), and the lifting when it comes.`,
            'decision',
          ),
    () => (clearanceOf(context) ? null : refusalOfWaiving(asked)),
  );
}
