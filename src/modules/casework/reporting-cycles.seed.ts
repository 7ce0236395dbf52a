/** The cycles of reports that a body begins with. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CommandOutcome, Engine } from '../../engine/index.js';
import type { CommandId } from '../../kernel/ids.js';
import { parseInput } from '../../kernel/parse.js';
import { reportingCycle } from '../../../workflows/reporting-cycle/index.js';
import { SYSTEM } from './case-links.service.js';

const PRESET = join(import.meta.dirname, '../../../workflows/reporting-cycle/rules/kp.yaml');

/** One file: a body, and what opens each of its cycles; one that was proposed and not adopted is kept and not opened. */
const fileSchema = z.strictObject({
  body: z.string().min(1),
  cycles: z.array(z.strictObject({ adopted: z.boolean(), open: z.record(z.string(), z.json()) })).min(1),
});

/**
 * Opens every adopted cycle of a file, from the period that runs now on. Done again it opens nothing twice.
 *
 * @param engine the engine
 * @param file path of a YAML file such as `workflows/reporting-cycle/rules/kp.yaml`, which is the default
 * @returns the outcome of each, in the order of the file; one is refused where its reference is in use, or a code is not known
 * @throws InvalidInput naming the file and every faulty field, before any is opened
 */
export async function seedReportingCycles(engine: Engine, file = PRESET): Promise<CommandOutcome[]> {
  const content: unknown = parse(readFileSync(file, 'utf8'));
  const { cycles } = parseInput(fileSchema, content, `cycles of reports ${basename(file)}`);
  const adopted = cycles.filter((cycle) => cycle.adopted).map(({ open }) => open);
  for (const open of adopted) parseInput(reportingCycle.start.payload, open, `cycle of ${basename(file)}`);
  const outcomes: CommandOutcome[] = [];
  for (const payload of adopted) {
    const commandId = `seed/reporting-cycle/${String(payload['reference'])}` as CommandId; // the same each time
    outcomes.push(await engine.start({ workflow: reportingCycle.name, commandId, actor: SYSTEM, payload }));
  }
  return outcomes;
}
