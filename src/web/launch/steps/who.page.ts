/** Step 3: who is asked, who is copied, and whom no mail would reach. */
import { z } from 'zod';
import { maySeeContacts } from '../../../modules/registry/index.js';
import type { CalledParty } from '../../../modules/written-procedures/index.js';
import type { Words } from '../../../platform/http/words.js';
import { launchConditions } from '../../../../workflows/written-procedure/index.js';
import type { DraftVisit } from '../draft-desk.js';
import { afterSaving, readVersions, typed } from '../form.js';

export const whoQuerySchema = z.object({ only: z.enum(['red']).optional().catch(undefined) });
export type WhoQuery = z.output<typeof whoQuerySchema>;
export const whoFormSchema = z.object({ ...readVersions, unreachedReason: typed, action: afterSaving });
export type WhoForm = z.output<typeof whoFormSchema>;

/** How many are asked, and how many of them no mail reaches. */
export interface RollCount {
  readonly participants: number;
  readonly observers: number;
  readonly people: number;
  readonly red: number;
}

/** @returns the numbers of a roll; the member that the rules exclude is among the observers */
export function countOf(called: readonly CalledParty[], excluded: string | null): RollCount {
  const members = called.filter(({ role, code }) => role === 'participant' && code !== excluded);
  return {
    participants: members.length,
    observers: called.length - members.length,
    people: called.reduce((sum, { contacts }) => sum + contacts.length, 0),
    red: members.filter(({ reach }) => reach !== 'works').length,
  };
}

/** @returns the member that the decision is about, where the rules chosen leave it out of the count; else null */
export function excludedMember({ draft, rules }: DraftVisit): string | null {
  return rules?.electorate.memberConcerned === 'excluded' ? draft.memberConcerned : null;
}

/** @returns what the page shows */
export function whoPage(called: readonly CalledParty[], visit: DraftVisit, { only }: WhoQuery, { t }: Words) {
  const excluded = excludedMember(visit);
  const members = called.filter(({ role }) => role === 'participant');
  const line = (party: CalledParty) => ({
    ...party,
    seesContacts: maySeeContacts(visit.person, party.code),
    isRed: party.reach !== 'works',
    reachText: t(`launch.reach.${party.reach}`),
    marks: [
      ...(party.tradeStatus ? [t(`launch.trade.${party.tradeStatus}`)] : []),
      ...(party.newSince ? [t('launch.who.isNew')] : []),
      ...(party.code === excluded ? [t('launch.who.excluded')] : []),
    ],
    contacts: party.contacts.map((contact) => ({
      ...contact,
      stateText: contact.state === 'works' ? null : t(`launch.contact.${contact.state}`),
    })),
  });
  const lines = [...members]
    .sort((a, b) => Number(a.reach === 'works') - Number(b.reach === 'works'))
    .map(line);
  return {
    count: countOf(called, excluded),
    only: only ?? null,
    members: only === 'red' ? lines.filter(({ isRed }) => isRed) : lines,
    observers: called.filter(({ role }) => role === 'observer').map(line),
    unreachable: visit.rules ? t(`launch.unreachable.${visit.rules.silence.ofUnreachable}`) : null,
    condition: launchConditions(visit.rules ?? {}).unreached,
  };
}
