/** Whether the case that a procedure is about would hear what its adoption says, asked before anybody is asked to answer. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CaseReader } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import type { CommandSpec } from '../../kernel/workflow.js';
import { CASEWORK_KINDS, caseworkKind } from '../casework/index.js';
import { type About, aboutSchema } from '../../../workflows/written-procedure/index.js';

const draftSchema = z.object({
  about: aboutSchema.nullable(),
  memberConcerned: z.string().nullable(),
  historical: z.boolean(),
});
type Draft = z.output<typeof draftSchema>;
/** Whether the Participant concerned counts is recorded with every decision of these, so the procedure has to name it. */
const ON_A_PARTICIPANT = ['interim-measure', 'special-measure'];
/** Stands for the decision that adoption fills in. */
const SOME_DECISION = { by: 'written-procedure', reference: 'this one', at: '2000-01-01T00:00:00.000Z' };

/**
 * @param tx the engine's transaction
 * @param caseId of a procedure in draft
 * @returns `aboutFault`: why adoption could do nothing in the case it is about, with the remedy; nothing where it could, or where it is about none
 */
export async function aboutFaultOf(
  tx: EntityManager,
  cases: CaseReader,
  caseId: CaseId,
): Promise<{ aboutFault?: string }> {
  const rows = await tx.query<object[]>(
    `select snapshot #> '{context,about}' as about, snapshot #>> '{context,memberConcerned}' as "memberConcerned", historical
       from case_file where id = $1`,
    [caseId],
  );
  const draft = draftSchema.parse(rows[0]);
  const fault = draft.about && (await faultOf(cases, draft.about, draft));
  return fault === null ? {} : { aboutFault: fault };
}

async function faultOf(
  cases: CaseReader,
  about: About,
  { historical, memberConcerned }: Draft,
): Promise<string | null> {
  const { workflow, reference, command, payload } = about;
  const kind = caseworkKind(workflow);
  if (!kind) {
    const names = CASEWORK_KINDS.map((one) => one.workflow.name).join(', ');
    return `«${workflow}» is none of the workflows whose cases a written procedure can decide. There are: ${names}.`;
  }
  const file = (await cases.list({ workflow, reference })).find((one) => one.historical === historical);
  if (!file) return `There is no ${workflow} of the reference «${reference}». Name an open one.`;
  const spec: CommandSpec | undefined = kind.workflow.commands[command];
  if (!spec?.by.includes('system') || !file.allowed.includes(command)) {
    const heard = file.allowed.filter((name) => takesDecision(kind.workflow.commands[name]));
    const stands = `«${reference}» does not hear «${command}» as it stands (${file.description.status})`;
    return heard.length > 0
      ? `${stands}; it hears: ${heard.join(', ')}. Name one of these.`
      : `${stands}. Bring it to the point where it waits for a decision first.`;
  }
  if (!takesDecision(spec))
    return `«${command}» rests on no decision, so adoption cannot give it. Name a command that cites a decision.`;
  const party = file.context['party'];
  if (ON_A_PARTICIPANT.includes(workflow) && memberConcerned !== party)
    return `The measure is on ${String(party)}. Name it as the member concerned, so that the decision says whether it counted.`;
  const fits = spec.payload.safeParse({ ...payload, decision: SOME_DECISION });
  if (fits.success) return null;
  const { path, message } = fits.error.issues[0] ?? { path: [], message: '' };
  return `What «${command}» carries is not as it takes it (${path.map(String).join('.')}: ${message}). Correct it in the draft.`;
}

/** @returns whether the command may be given by a procedure, and cites the decision behind it */
function takesDecision(spec: CommandSpec | undefined): boolean {
  return (
    spec?.by.includes('system') === true &&
    spec.payload instanceof z.ZodObject &&
    'decision' in spec.payload.shape
  );
}
