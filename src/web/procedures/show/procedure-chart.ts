import type { ReadProcedure } from '../procedure.reader.js';
export async function procedureChart(
  _read: ReadProcedure,
  _words: unknown,
  _language: string,
): Promise<string | null> {
  return null;
}
