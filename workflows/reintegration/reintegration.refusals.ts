/** Why a way back refuses a command, each with the remedy; pure. */
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refusalOfFuture,
  refuse,
} from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { lastDay, refusalOfCodes, refusalOfDecision, refusalOfSpeaking } from '../casework/index.js';
import { decisiveAct } from './keys.rules.js';
import type { ReintegrationContext, Step } from './reintegration.context.js';
import type { PayloadOf } from './reintegration.payloads.js';

type Asked<Payload> = AskedOf<Payload, ReintegrationContext>;
const OWERS = ['participant', 'observer', 'applicant', 'guest', 'organ', 'body', 'office'] as const;
const isCode = (name: string): boolean => name !== 'chair' && name !== 'secretariat';

/** @returns why a case cannot be opened so, or null */
export function refusalOfOpening({ payload, event }: Asked<PayloadOf<'open'>>): Refusal | null {
  const { party, tracks, decision, zone } = payload;
  const own = tracks.filter((track) => track.kind === 'own');
  const outside = tracks.filter((track) => track.kind === 'outside');
  const steps = own.flatMap((track) => track.steps);
  return firstRefusal(
    () => refusalOfCodes(event, [party], 'party', ['participant', 'observer', 'applicant', 'guest']),
    () =>
      own.length <= 1
        ? null
        : refuse(
            'reintegration.two-own',
            'There is one track of the body itself. Put its steps into one.',
            'tracks',
          ),
    () =>
      repeated([...steps, ...outside].map(({ id }) => id))
        ? refuse(
            'reintegration.same-id',
            'Two steps or tracks have one id. Give each one of its own.',
            'tracks',
          )
        : null,
    () => firstRefusal(...steps.map((step) => () => refusalOfStep(step, zone, event))),
    () =>
      firstRefusal(
        ...outside.map(
          ({ imposed }) =>
            () =>
              imposed && refusalOfFuture(imposed.at, 'tracks.imposed.at', event),
        ),
      ),
    () => (decision ? refusalOfDecision(decision, event) : null),
  );
}

const repeated = (ids: readonly string[]): boolean => new Set(ids).size < ids.length;

function refusalOfStep(
  { by, lastDay: day }: Pick<PayloadOf<'add-step'>, 'by' | 'lastDay'>,
  zone: string,
  event: CommandEvent,
): Refusal | null {
  return firstRefusal(
    () => refusalOfCodes(event, by.filter(isCode), 'by', OWERS),
    () => (day === null ? null : refusalOfComputing('lastDay', () => lastDay(day, zone))),
  );
}

/** @returns why a step cannot be added so, or null */
export function refusalOfAdding({ context, event, payload }: Asked<PayloadOf<'add-step'>>): Refusal | null {
  const taken = [...context.steps, ...context.outside].some(({ id }) => id === payload.id);
  return firstRefusal(
    () =>
      taken
        ? refuse(
            'reintegration.same-id',
            `«${payload.id}» is there already. Give the step an id of its own.`,
            'id',
          )
        : null,
    () => refusalOfStep(payload, context.zone, event),
  );
}

function openStep(context: ReintegrationContext, id: string): Step | undefined {
  return context.steps.find((one) => one.id === id && one.done === null && one.dropped === null);
}

/** @returns the codes of those of whom a step is open, needed or not */
export function owersOfSteps({ steps }: ReintegrationContext): readonly string[] {
  return steps.filter(({ done, dropped }) => done === null && dropped === null).flatMap(({ by }) => by);
}

/** @returns a refusal naming the steps that are open, or null */
export function refusalOfStepNamed({ context, payload }: Asked<{ readonly step: string }>): Refusal | null {
  if (openStep(context, payload.step)) return null;
  const open = context.steps.filter(({ id }) => openStep(context, id)).map(({ id }) => id);
  return refuse(
    'reintegration.no-step',
    `No step called «${payload.step}» is open. ${open.length > 0 ? `Open are: ${open.join(', ')}.` : 'None is open: add one first (add-step).'}`,
    'step',
  );
}

/** @returns why a step is not done so, or null: by one who owes it, and not in the future */
export function refusalOfCompleting(asked: Asked<PayloadOf<'complete-step'>>): Refusal | null {
  const { context, event, payload } = asked;
  const { step, by, at } = payload;
  const owers = openStep(context, step)?.by ?? [];
  return firstRefusal(
    () => refusalOfStepNamed(asked),
    () =>
      owers.includes(by)
        ? null
        : refuse('reintegration.not-of-you', `The step is due of ${owers.join(', ')}, not of ${by}.`, 'by'),
    () => refusalOfSpeaking(event, by, 'by'),
    () => (at === null ? null : refusalOfFuture(at, 'at', event)),
  );
}

/** @returns why an act of another body cannot be recorded so, or null: not in the future, and only what fits what that body did before */
export function refusalOfAct({
  context,
  event,
  payload,
}: Asked<PayloadOf<'record-outside-act'>>): Refusal | null {
  const track = context.outside.find(({ id }) => id === payload.track);
  if (!track)
    return refuse(
      'reintegration.no-track',
      `No other body's track is called «${payload.track}». ${context.outside.length > 0 ? `There are: ${context.outside.map(({ id }) => id).join(', ')}.` : 'This case has none.'}`,
      'track',
    );
  const { act, at } = payload;
  const before = decisiveAct({ acts: track.acts.filter((one) => one.at <= at) })?.act;
  const inForce = before === 'imposed' || before === 're-imposed';
  const fits = {
    imposed: before === undefined,
    lifted: inForce,
    're-imposed': before === 'lifted',
    reviewed: true,
    noted: true,
  }[act];
  return firstRefusal(
    () => refusalOfFuture(payload.at, 'at', event),
    () =>
      fits
        ? null
        : refuse(
            'reintegration.act-out-of-turn',
            `By what is recorded ${track.body} had ${inForce ? 'a measure in force' : before === 'lifted' ? 'lifted its measure' : 'imposed nothing'} on that day, so it cannot be ${act}. Record what is missing first, or correct the act.`,
            'act',
          ),
  );
}

/** @returns why a way back cannot be given up so, or null */
export function refusalOfGivingUp({ event, payload }: Asked<PayloadOf<'give-up'>>): Refusal | null {
  return payload.decision && refusalOfDecision(payload.decision, event);
}
