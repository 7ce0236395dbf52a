/** Who may remind many. Pure. */
import type { Asker } from '../../../modules/cases/index.js';

/** @returns whether this person may see whom a reminder would go to, and send it: the Chair and the Secretariat */
export function mayRemind({ roles }: Pick<Asker, 'roles'>): boolean {
  return roles.includes('chair') || roles.includes('secretariat');
}
