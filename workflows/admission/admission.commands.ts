/** Every command of an admission, by name. */
import { z } from 'zod';
import { refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { type CaseCommand, dutyCommands, openDuties } from '../casework/index.js';
import type { AdmissionContext } from './admission.context.js';
import { decisionCommands } from './decision.commands.js';
import { examinationCommands } from './examination.commands.js';
import { followUpCommands } from './follow-up.commands.js';
import { notificationCommands } from './notification.commands.js';

const duties = dutyCommands<AdmissionContext>();
const excusedSchema = z.object({ duty: z.string().nullable().default(null) });

/** What the case can do without: the report of a visit, and the act of one of those who apply the lists. All else is done, postponed, decided, or withdrawn. */
const EXCUSABLE = /^(visit-report|transposition)-/;
function unlessNeeded(excuse: CaseCommand<AdmissionContext>): CaseCommand<AdmissionContext> {
  const refusal = (context: AdmissionContext, event: CommandEvent): Refusal | null => {
    const refused = excuse.refusal(context, event);
    if (refused) return refused;
    const id = excusedSchema.parse(event.payload).duty ?? openDuties(context)[0]?.id ?? '';
    if (EXCUSABLE.test(id)) return null;
    return refuse(
      'admission.not-excusable',
      `Without «${id}» it would stand still and nobody would be pressed. Postpone it, record what was done or decided, or end the case (withdraw, close).`,
      'duty',
    );
  };
  return { ...excuse, refusal };
}

/** What this case understands. */
export const commands = {
  ...duties,
  excuse: unlessNeeded(duties.excuse),
  ...notificationCommands,
  ...examinationCommands,
  ...decisionCommands,
  ...followUpCommands,
} as const;
