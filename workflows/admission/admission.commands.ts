/** Every command of an admission, by name. */
import { dutyCommands } from '../casework/index.js';
import type { AdmissionContext } from './admission.context.js';
import { decisionCommands } from './decision.commands.js';
import { examinationCommands } from './examination.commands.js';
import { followUpCommands } from './follow-up.commands.js';
import { notificationCommands } from './notification.commands.js';

export const commands = {
  ...dutyCommands<AdmissionContext>(),
  ...notificationCommands,
  ...examinationCommands,
  ...decisionCommands,
  ...followUpCommands,
} as const;
