/** The ladders of the Kimberley Process as the application reads them, for facts of machines in tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { JsonObject } from '../../src/kernel/json.js';
import { laddersSchema } from '../../workflows/casework/index.js';

const FILE = join(import.meta.dirname, '../../workflows/casework/ladders/kp.yaml');
const fileSchema = z.strictObject({ body: z.string(), ladders: laddersSchema });

/** Every ladder of `workflows/casework/ladders/kp.yaml`, by name, as the fact `ladders`. */
export const KP_LADDERS: JsonObject = fileSchema.parse(parse(readFileSync(FILE, 'utf8'))).ladders;
