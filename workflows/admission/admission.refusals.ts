/** Why an application, a recommendation or a decision on it is refused; pure. */
import { firstRefusal, refusalOfFuture, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  type Decision,
  factsOf,
  refusalOfCodes,
  refusalOfDecision,
  refusalOfOwnCase,
} from '../casework/index.js';
import type { AdmissionContext, DECISIONS } from './admission.context.js';
import { isComplete, refusalOfItems, wantingWords } from './file.rules.js';
import type { Opening } from './opening.js';

/** @returns why an application cannot be taken, or null */
export function refusalOfOpening(event: CommandEvent, payload: Opening): Refusal | null {
  const { applicant, as, name, category, through, receivedAt, file, rules } = payload;
  const open =
    as === 'participant'
      ? (['unknown', 'guest', 'applicant', 'observer'] as const)
      : (['unknown', 'guest'] as const);
  return firstRefusal(
    () => refusalOfMember(event, payload),
    () => refusalOfCodes(event, [applicant], 'applicant', open),
    () =>
      name === null && isUnknown(event, applicant)
        ? refuse(
            'admission.name-missing',
            `Nobody is known by the code ${applicant}. Give the name of the applicant too.`,
            'name',
          )
        : null,
    () => (receivedAt === null ? null : refusalOfFuture(receivedAt, 'receivedAt', event)),
    () =>
      as === 'participant' && through === 'letter'
        ? refuse(
            'admission.not-diplomatic',
            'A Participant is notified to the Chair through diplomatic channels (KP Core Document VI.9). Ask the applicant for a note, and open the admission with it.',
            'through',
          )
        : null,
    () =>
      as === 'participant' && category !== null
        ? refuse('admission.category', 'Only an Observer has a category. Leave it out.', 'category')
        : null,
    () =>
      as === 'participant' && payload.seat !== null && payload.seat.capacity !== 'member'
        ? refuse(
            'admission.seat-capacity',
            'A Participant sits in an organ as a member. Ask for that seat.',
            'seat.capacity',
          )
        : null,
    () =>
      refusalOfItems(
        { rules, as },
        file.map(({ item }) => item),
        'file',
      ),
  );
}

function isUnknown(event: Pick<CommandEvent, 'facts'>, code: string): boolean {
  return (factsOf(event).known[code] ?? 'unknown') === 'unknown';
}

function refusalOfMember(event: CommandEvent, { applicant, as }: Opening): Refusal | null {
  const kind = factsOf(event).known[applicant];
  if (kind !== 'participant' && !(kind === 'observer' && as === 'observer')) return null;
  return refuse(
    'admission.already',
    `${applicant} is ${kind === 'participant' ? 'a Participant' : 'an Observer'} already. There is nothing to admit.`,
    'applicant',
  );
}

/** @returns why a decision on the admission cannot be cited, or null: by who may take it, and without the applicant's voice */
export function refusalOfVoice(
  context: AdmissionContext,
  event: CommandEvent,
  decision: Decision,
  by: readonly Decision['by'][],
): Refusal | null {
  return firstRefusal(
    () => refusalOfOwnCase(event, [context.party]),
    () => refusalOfDecision(decision, event, by),
    () =>
      decision.concernedCounts === true
        ? refuse(
            'admission.applicant-counts',
            `${context.party} is no member yet and does not count for a consensus on itself. Say false, or leave it out.`,
            'decision.concernedCounts',
          )
        : null,
  );
}

/** @returns why nothing can be recommended or decided as it stands, or null: whom to admit takes a complete file */
export function refusalOfIncomplete(context: AdmissionContext, field: string): Refusal | null {
  if (isComplete(context)) return null;
  return refuse(
    'admission.file-incomplete',
    `The file is not complete. Still to come: ${wantingWords(context)}. Ask for it, or record what came.`,
    field,
  );
}

/** @returns a refusal when a decision departs from what the committee recommends and does not say why, or null */
export function refusalOfDeparture(
  { standing, rules }: AdmissionContext,
  how: (typeof DECISIONS)[number],
  departs: string | null,
): Refusal | null {
  const asked = { admitted: 'admit', deferred: 'defer', refused: 'refuse' }[how];
  if (departs !== null || how === 'deferred' || standing?.what === asked) return null;
  const found = standing ? `recommends to ${standing.what}` : 'has recommended nothing';
  return refuse(
    'admission.not-recommended',
    `The ${rules.committee} ${found}. Record its recommendation first, or say in «departs» why it was decided otherwise.`,
    'departs',
  );
}
