/** What a bar, and an entry under it, need when a file brings them in. */
import type { EntityManager } from 'typeorm';
import type { FieldFault } from '../../../kernel/domain-error.js';
import { faultsOf, saysNoMore } from '../../registry-files/index.js';
import { requireBar, requireKnown, requireNotSeated } from '../bars.rules.js';
import type { NewBar, NewBarred } from '../organ.dto.js';
import { allBars, requireOrgan } from '../organs.queries.js';
import { requireNothingAdrift } from './adrift.rules.js';

/** @returns faults of organs that do not exist, of seats that the bar would close, and of whom would be left under no bar */
export async function checkBar(tx: EntityManager, bar: NewBar, before: NewBar | null): Promise<FieldFault[]> {
  const faults = await faultsOf(() => requireNothingAdrift(tx, 'bar', bar.code));
  if (saysNoMore(bar, before)) return faults;
  for (const organ of bar.organs ?? [])
    faults.push(...(await faultsOf(() => requireOrgan(tx, organ, bar.validFrom), 'organs')));
  const own = (await allBars(tx)).find(({ code }) => code === bar.code);
  for (const one of own?.barred ?? [])
    faults.push(...(await faultsOf(() => requireNotSeated(tx, bar, one), 'organs')));
  return faults;
}

/** @returns faults of a bar, party or contact that does not exist, and of seats that the bar closes */
export async function checkBarred(
  tx: EntityManager,
  entry: NewBarred,
  before: NewBarred | null,
): Promise<FieldFault[]> {
  if (saysNoMore(entry, before)) return [];
  return [
    ...(await faultsOf(() => requireKnown(tx, entry))),
    ...(await faultsOf(async () =>
      requireNotSeated(tx, await requireBar(tx, entry.bar, entry.validFrom), entry),
    )),
  ];
}
