/** Step 6: what a launch will do, the confirmation by the reference, and the moment to undo it. */
import { z } from 'zod';
import type { KeptPlan, PlayedLaunch } from '../../../modules/written-procedures/index.js';
import { launchConditions } from '../../../../workflows/written-procedure/index.js';
import { type SignedInPerson, actorOf } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import type { DraftVisit } from '../draft-desk.js';
import { type Fault, readVersions, typed } from '../form.js';
import { ruleSentence } from '../rule-sentence.js';

export const launchFormSchema = z.object({ ...readVersions, confirmation: typed });
export type LaunchForm = z.output<typeof launchFormSchema>;
export const sealedFormSchema = z.object({ nonce: typed });
export type SealedForm = z.output<typeof sealedFormSchema>;

/** @returns what is wrong with the confirmation: the reference must be typed as it is, capitals or not */
export function confirmationFaults(
  { confirmation }: LaunchForm,
  { draft }: DraftVisit,
  { t }: Words,
): Fault[] {
  const same = confirmation.toLowerCase() === draft.reference.trim().toLowerCase();
  return same
    ? []
    : [{ field: 'confirmation', text: t('launch.fault.confirmation', { reference: draft.reference }) }];
}

/** @returns whether this person can be the second one: of the Secretariat, and not whoever confirmed it */
export function mayCountersign(
  { awaitsCountersign, byId }: NonNullable<KeptPlan['pending']>,
  person: SignedInPerson,
): boolean {
  return awaitsCountersign && person.roles.includes('secretariat') && actorOf(person).id !== byId;
}

/** @returns what the launch will do, in numbers */
export function launchPage(played: PlayedLaunch, visit: DraftVisit, undoSeconds: number, words: Words) {
  const { opened, mails, launchAt } = played;
  const { frozen, round } = opened?.context ?? {};
  const silentlyOut = (frozen?.electorate ?? []).filter((party) =>
    party.contacts.every((contact) => contact.unreachableSince !== null),
  );
  return {
    rule: visit.rules && ruleSentence(visit.rules, words),
    mails: mails.length,
    members: frozen?.electorate.length ?? 0,
    observers: frozen?.observers.length ?? 0,
    isAtLaunch: round?.opensAt === launchAt,
    opensAt: round?.opensAt ?? null,
    endsAt: round?.deadline.at ?? null,
    undoSeconds,
    unreachable: silentlyOut.map(({ name }) => name),
    unreachableMeans: frozen ? words.t(`launch.unreachable.${frozen.rules.silence.ofUnreachable}`) : null,
    countersign: launchConditions(visit.rules ?? {}).countersign,
    departure: played.departures.length > 0 ? visit.kept.plan.departure : '',
    unreachedReason: silentlyOut.length > 0 ? visit.kept.plan.unreachedReason : '',
    refusal: played.refusal,
  };
}
