import type { CaseReader, OutboxMessage } from '../../engine/index.js';

/**
 * @param message an effect that is carried out for imported histories too
 * @returns whether the case behind it is an imported one; what follows from it then belongs to that history, at the instant of the effect
 */
export async function isImported(
  cases: CaseReader,
  { caseId }: Pick<OutboxMessage, 'caseId'>,
): Promise<boolean> {
  return caseId !== null && (await cases.view(caseId)).historical;
}
