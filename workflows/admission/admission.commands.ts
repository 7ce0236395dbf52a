/** Every command of an admission, by name. */
import { refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { type Duty, dutyCommands } from '../casework/index.js';
import type { AdmissionContext } from './admission.context.js';
import { decisionCommands } from './decision.commands.js';
import { examinationCommands } from './examination.commands.js';
import { followUpCommands } from './follow-up.commands.js';
import { notificationCommands } from './notification.commands.js';

/** What the case can do without: the report of a visit, and the act of one of those who apply the lists. All else is done, postponed, decided, or withdrawn. */
const EXCUSABLE = /^(visit-report|transposition)-/;

function refusalOfExcuse(_context: AdmissionContext, { id }: Duty): Refusal | null {
  if (EXCUSABLE.test(id)) return null;
  return refuse(
    'admission.not-excusable',
    `Without «${id}» it would stand still and nobody would be pressed. Postpone it, record what was done or decided, or end the case (withdraw, close).`,
    'duty',
  );
}

/** What this case understands. */
export const commands = {
  ...dutyCommands<AdmissionContext>({ refusalOfExcuse }),
  ...notificationCommands,
  ...examinationCommands,
  ...decisionCommands,
  ...followUpCommands,
} as const;
