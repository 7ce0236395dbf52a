/** Why moving the window, consulting, revising, referring or withdrawing is refused. */
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  consultationEnd,
  extendedDeadline,
  furthestExtension,
  nextRoundDeadline,
  windowBounds,
} from './deadlines.rules.js';
import { launched } from './electorate.rules.js';
import { missingHash, missingLanguages } from './launch.refusals.js';
import {
  type Asked,
  firstRefusal,
  lackingOffice,
  refusalOfComputing,
  refuse,
  textFactsSchema,
} from './refusal.rules.js';
import { namesOf } from './sentences.rules.js';
import type { ProcedureContext } from './written-procedure.context.js';
import type { Payload } from './written-procedure.payloads.js';
import { tally } from './written-procedure.rules.js';

type Extension = Asked<Payload<'extend'>>;
type Revision = Asked<Payload<'revise'>>;

/** @returns why the window cannot be extended so, or null: extensions are reasoned, later, and bounded by the rules */
export function refusalOfExtension(asked: Extension): Refusal | null {
  const { context, event } = asked;
  const { rules } = launched(context);
  return firstRefusal(
    () =>
      rules.extension.allowed
        ? null
        : refuse('extension.not-allowed', `The rules allow no extension (${rules.extension.source}).`),
    () => lackingOffice('extend the window', rules.extension.by, 'extension.by', event),
    () => tooManyExtensions(context),
    () => refusalOfComputing(fieldOf(asked), () => extendedDeadline(context, asked.payload)),
    () => notLater(asked),
    () => tooFar(asked),
  );
}

/** @returns why consultations cannot be opened so, or null */
export function refusalOfConsultations({
  context,
  event,
  payload,
}: Asked<Payload<'open-consultations'>>): Refusal | null {
  const { rules } = launched(context);
  const { does, source } = rules.onObjection;
  return firstRefusal(
    () => lackingOpener('open consultations', context, event),
    () =>
      does === 'consult' || does === 'revise-and-restart'
        ? null
        : refuse(
            'consultation.not-foreseen',
            `The rules foresee no consultations but «${does}» (${source}).`,
          ),
    () => refusalOfComputing('endsAt', () => consultationEnd(context, payload.endsAt)),
    () =>
      consultationEnd(context, payload.endsAt).at > event.occurredAt
        ? null
        : refuse(
            'consultation.ends-in-the-past',
            'Consultations must end later than now. Name a later date and hour.',
            'endsAt',
          ),
  );
}

/** @returns why consultations cannot be closed with this result, or null */
export function refusalOfClosingConsultations({
  context,
  event,
  payload,
}: Asked<Payload<'close-consultations'>>): Refusal | null {
  const count = tally(context);
  return firstRefusal(
    () => lackingOpener('close the consultations', context, event),
    () => {
      if (payload.result === 'no-consensus' || count.finding !== 'blocked') return null;
      const objectors = namesOf(
        context,
        count.blocking.map((position) => position.party),
      );
      return refuse(
        'consultation.still-blocked',
        `${objectors} still stand in the way. Resume once they have withdrawn, or revise the text, refer the matter, or close with «no-consensus».`,
        'result',
      );
    },
  );
}

/** @returns why this revised text cannot be put, or null */
export function refusalOfRevision(asked: Revision): Refusal | null {
  const { context, event, payload } = asked;
  const { frozen, rules, round } = launched(context);
  return firstRefusal(
    () => lackingOpener('put a revised text', context, event),
    () => missingLanguages(payload.texts, frozen.languages, rules, frozen.languageWaiver),
    () => missingHash(event),
    () =>
      textFactsSchema.parse(event.facts).textHash === round.textHash
        ? refuse(
            'revision.same-text',
            'The text is the one already put. Change it, or extend the window instead.',
            'texts',
          )
        : null,
    () => refusalOfComputing('period', () => nextRoundDeadline(rules, event.occurredAt, payload.period)),
    () => roundOutOfBounds(asked),
  );
}

/** @returns why the matter cannot be referred, or null */
export function refusalOfReferral({ context, event }: Asked<Payload<'refer'>>): Refusal | null {
  return lackingOpener('refer the matter', context, event);
}

/** @returns why the proposal cannot be withdrawn, or null */
export function refusalOfWithdrawal({ context, event }: Asked<Payload<'withdraw'>>): Refusal | null {
  return lackingOpener('withdraw the proposal', context, event);
}

function lackingOpener(act: string, context: ProcedureContext, event: CommandEvent): Refusal | null {
  return lackingOffice(act, launched(context).rules.opener.offices, 'opener', event);
}

function fieldOf({ payload }: Extension): 'to' | 'period' {
  return payload.to ? 'to' : 'period';
}

function tooManyExtensions(context: ProcedureContext): Refusal | null {
  const { rules, round } = launched(context);
  const { times, source } = rules.extension;
  if (times === null || round.extensions.length < times) return null;
  return refuse(
    'extension.used-up',
    `The window was extended ${round.extensions.length} of ${times} times allowed (${source}). Refer the matter, put a revised text, or let the window close.`,
  );
}

function notLater(asked: Extension): Refusal | null {
  const { context, event, payload } = asked;
  const { round } = launched(context);
  const deadline = extendedDeadline(context, payload);
  if (!deadline)
    return refuse(
      'extension.length-missing',
      'Say until when, or for how long: the rules name no usual length.',
      'to',
    );
  if (deadline.at <= round.deadline.at) {
    return refuse(
      'extension.not-later',
      `A deadline is never moved back: it is ${round.deadline.at}, and ${deadline.at} was asked. Name a later one.`,
      fieldOf(asked),
    );
  }
  return deadline.at > event.occurredAt
    ? null
    : refuse(
        'extension.in-the-past',
        `${deadline.at} has passed. Name a later date and hour.`,
        fieldOf(asked),
      );
}

function tooFar(asked: Extension): Refusal | null {
  const furthest = furthestExtension(asked.context);
  const deadline = extendedDeadline(asked.context, asked.payload);
  if (!furthest || !deadline || deadline.at <= furthest.at) return null;
  return refuse(
    'extension.too-far',
    `All extensions together may reach ${furthest.at}; ${deadline.at} was asked. Name an earlier one.`,
    fieldOf(asked),
  );
}

function roundOutOfBounds({ context, event, payload }: Revision): Refusal | null {
  const { rules } = launched(context);
  const asked = nextRoundDeadline(rules, event.occurredAt, payload.period).at;
  const bounds = windowBounds(rules, event.occurredAt);
  const usual = nextRoundDeadline(rules, event.occurredAt).at;
  const earliest = usual < bounds.earliest.at ? usual : bounds.earliest.at;
  const latest = usual > bounds.latest.at ? usual : bounds.latest.at;
  if (asked >= earliest && asked <= latest) return null;
  return refuse(
    'revision.window-out-of-bounds',
    `The round would close at ${asked}. The rules let it close between ${earliest} and ${latest}.`,
    'period',
  );
}
