/** Distribution lists by role in the supply chain, and who has which role, as files. */
import { requireParty } from '../../registry/index.js';
import { RANGE_COLUMNS, type Sheet, column, faultsOf, saysNoMore } from '../../registry-files/index.js';
import { requireRoleList } from '../lists/lists.service.js';
import { type NewList, type NewSupplyRole, listSchema, supplyRoleSchema } from '../organ.dto.js';
import { supplyRoleKey, takeTurn } from '../organs.store.js';
import { requireNothingAdrift } from './adrift.rules.js';

export const listsSheet: Sheet<NewList> = {
  name: 'lists',
  title: 'Distribution lists by role in the supply chain',
  table: 'distribution_list',
  subject: ['role'],
  columns: [column('role'), column('name'), ...RANGE_COLUMNS, column('source')],
  schema: listSchema,
  turn: takeTurn,
  check: (tx, { role }) => faultsOf(() => requireNothingAdrift(tx, 'distribution_list', role)),
};

export const supplyRolesSheet: Sheet<NewSupplyRole> = {
  name: 'supply-roles',
  title: 'What the parties do in the supply chain',
  table: 'supply_role',
  subject: ['party', 'role'],
  columns: [column('party'), column('role'), ...RANGE_COLUMNS, column('source')],
  schema: supplyRoleSchema,
  computed: (entry) => ({ supply_role: supplyRoleKey(entry) }),
  turn: takeTurn,
  check: async (tx, entry, before) => {
    if (saysNoMore(entry, before)) return [];
    const { party, role, validFrom } = entry;
    return [
      ...(await faultsOf(() => requireRoleList(tx, role, validFrom))),
      ...(await faultsOf(() => requireParty(tx, party, validFrom))),
    ];
  },
};
