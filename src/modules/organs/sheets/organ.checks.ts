/** What an organ brought in by a file needs, and what follows when it ends. */
import type { EntityManager } from 'typeorm';
import type { FieldFault } from '../../../kernel/domain-error.js';
import { faultsOf, saysNoMore } from '../../registry-files/index.js';
import { overlap } from '../composition/span.js';
import type { OrganEntry } from '../organ.dto.js';
import { isOfTheRoll } from '../organ.types.js';
import { allOrgans, organsAt, requireOrgan } from '../organs.queries.js';
import { allSeats, clearSeats } from '../organs.store.js';
import { requireNothingAdrift } from './adrift.rules.js';

/** @returns faults of a parent or predecessor that cannot be, of a roll beside seats, and of what would be left without the organ */
export async function checkOrgan(
  tx: EntityManager,
  organ: OrganEntry,
  before: OrganEntry | null,
): Promise<FieldFault[]> {
  const { code, parent, validFrom } = organ;
  const adrift = await faultsOf(() => requireNothingAdrift(tx, 'organ', code));
  if (saysNoMore(organ, before)) return adrift;
  return [
    ...adrift,
    ...(parent === null ? [] : await faultsOf(() => requireOrgan(tx, parent, validFrom), 'parent')),
    ...(await predecessorFaults(tx, organ)),
    ...(await rollFaults(tx, organ)),
  ];
}

/** What a merger brings about: the organs that merge have ended when the new one begins, and each has one successor. */
async function predecessorFaults(tx: EntityManager, organ: OrganEntry): Promise<FieldFault[]> {
  const { code, predecessors, validFrom } = organ;
  const organs = await allOrgans(tx);
  const faultOf = (one: string): string | null => {
    if (one === code) return `${one} cannot be merged from itself: take it out.`;
    const known = organs.filter((entry) => entry.code === one);
    if (known.length === 0) return `there is no organ «${one}»: name one of ${codesOf(organs)}.`;
    if (!known.some(({ validTo }) => validTo !== null && validTo <= validFrom))
      return `${one} has not ended when ${code} begins (${validFrom}): end it in the same file, or take it out.`;
    const other = organs.find((entry) => entry.code !== code && entry.predecessors.includes(one));
    if (!other || known.some((entry) => entry.validFrom >= other.validFrom)) return null; // or founded anew since
    return `${one} was merged into ${other.code} at ${other.validFrom}: name ${other.code}, or take it out.`;
  };
  return predecessors.flatMap((one) => {
    const message = faultOf(one);
    return message === null ? [] : [{ field: 'predecessors', message }];
  });
}

/** Nobody is seated by hand in an organ that is composed of the roll. */
async function rollFaults(tx: EntityManager, organ: OrganEntry): Promise<FieldFault[]> {
  if (!isOfTheRoll(organ)) return [];
  const seats = (await allSeats(tx)).filter((seat) => seat.organ === organ.code && overlap(seat, organ));
  const [first] = seats;
  if (!first) return [];
  const message = `everybody on the roll sits in a ${organ.kind}, and ${first.party} has a seat in ${organ.code} from ${first.validFrom}: end that first, or choose another kind.`;
  return [{ field: 'kind', message }];
}

/** An organ that ends takes its seats with it, as when the Secretariat ends it. */
export async function endSeats(
  tx: EntityManager,
  { code, validTo }: OrganEntry,
  before: OrganEntry | null,
): Promise<string[]> {
  const isShorter =
    before !== null && validTo !== null && (before.validTo === null || before.validTo > validTo);
  if (!isShorter) return [];
  if ((await organsAt(tx, validTo)).some((organ) => organ.code === code)) return [];
  const cleared = await clearSeats(tx, [code], validTo, before.validTo);
  const byParty = [...cleared].sort((a, b) => (a.party < b.party ? -1 : 1));
  return byParty.map(({ party, valid_from: from }) =>
    from < validTo
      ? `The seat of ${party} in ${code} ends at ${validTo}.`
      : `The seat of ${party} in ${code} from ${from} is never taken.`,
  );
}

function codesOf(organs: readonly { readonly code: string }[]): string {
  return [...new Set(organs.map(({ code }) => code))].sort().join(', ');
}
