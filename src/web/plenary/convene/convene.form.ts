/** The form by which a meeting is convened: what somebody knows who opens one. The rest is as the workflow takes it. */
import { z } from 'zod';
import type { JsonObject } from '../../../kernel/json.js';
import { payloads } from '../../../../workflows/plenary-meeting/index.js';

const {
  reference,
  title,
  type,
  organs,
  ordinal,
  place,
  zone,
  opensAt,
  languages,
  quorum,
  effectOn,
  shortNotice,
} = payloads.convene.shape;

/** One zone for both hours: that of the place. */
export const conveneFormSchema = z.strictObject({
  type: type.removeDefault(),
  reference,
  title,
  place,
  zone,
  opensAt: opensAt.shape.wallTime,
  endsAt: opensAt.shape.wallTime,
  organs,
  ordinal,
  languages,
  quorum,
  effectOn,
  shortNotice,
});

/** @returns the payload of the command @param typed what the form was read as, of whatever fits the schema */
export function convenePayload(typed: JsonObject): JsonObject {
  const { opensAt: opens, endsAt: ends, ...rest } = typed;
  const at = (wallTime: JsonObject[string] | undefined): JsonObject => ({
    wallTime: wallTime ?? '',
    zone: typed['zone'] ?? '',
  });
  return { ...rest, opensAt: at(opens), endsAt: at(ends) };
}
