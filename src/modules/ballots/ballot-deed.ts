/** The acts that have a page with a box to tick. */
import { DISOWNED, NOT_ME } from '../../../workflows/written-procedure/index.js';
import type { CommandOutcome } from '../../engine/index.js';
import type { LinkDeed } from './ballot-link.store.js';
import type { BallotVisit } from './ballot-visit.service.js';
import type { Ballots } from './ballot.service.js';

/** One of the pages with a box to tick: what it is about, and what its button does. */
export interface Deed {
  readonly name: 'acknowledge' | 'withdraw' | 'not-us' | 'not-me';
  readonly template: 'ballot-declare.njk' | 'ballot-not-me.njk';
  readonly noted: LinkDeed;
  /** name of its texts: `ballots.disown.title` and so on */
  readonly form: 'acknowledge' | 'withdraw' | 'disown' | 'notMe';
  readonly positionId: string | null;
  /** reason of the revocation by which the link may have ended with it; null: it stays */
  readonly ends: string | null;
  /** whether the reference of the procedure is typed, too: a scanner that ticks every box must not stop a link unseen */
  readonly isTyped: boolean;
  readonly carryOut: (visit: BallotVisit, seed: string) => Promise<CommandOutcome>;
}

const PLAIN = { template: 'ballot-declare.njk', positionId: null, ends: null, isTyped: false } as const;

/** @returns the acknowledgement of receipt */
export function acknowledging(ballots: Ballots): Deed {
  const carryOut: Deed['carryOut'] = (visit, seed) => ballots.acknowledge(visit, seed);
  return { ...PLAIN, name: 'acknowledge', noted: 'acknowledged', form: 'acknowledge', carryOut };
}

/** @returns the taking back of an answer */
export function withdrawing(ballots: Ballots, positionId: string): Deed {
  const carryOut: Deed['carryOut'] = (visit, seed) => ballots.withdraw(visit, positionId, seed);
  return { ...PLAIN, name: 'withdraw', noted: 'withdrew', form: 'withdraw', positionId, carryOut };
}

/** @returns the report that an answer was not the delegation's own */
export function disowning(ballots: Ballots, positionId: string): Deed {
  const carryOut: Deed['carryOut'] = (visit, seed) => ballots.disown(visit, positionId, seed);
  return {
    ...PLAIN,
    name: 'not-us',
    noted: 'disowned',
    form: 'disown',
    positionId,
    ends: DISOWNED,
    carryOut,
  };
}

/** @returns the report that the link was not meant for its reader */
export function refusingLink(ballots: Ballots): Deed {
  const carryOut: Deed['carryOut'] = (visit, seed) => ballots.reportWrongRecipient(visit, seed);
  return {
    ...PLAIN,
    name: 'not-me',
    template: 'ballot-not-me.njk',
    noted: 'disowned',
    form: 'notMe',
    ends: NOT_ME,
    isTyped: true,
    carryOut,
  };
}
