import { z } from 'zod';
import type { Seal } from '../../platform/auth/index.js';
import { type ComposedMail, parseMailAddress } from '../../platform/mail/index.js';

/** What is to be sent, exactly as it was written: MIME text and envelope. */
export type Parcel = Pick<ComposedMail, 'raw' | 'envelope'>;

const address = z.string().transform((text) => parseMailAddress(text));
const parcelSchema = z.object({ raw: z.base64(), envelope: z.object({ from: address, to: address }) });

/** @returns the parcel as one text that only the holder of the key can read */
export function sealParcel(seal: Seal, { raw, envelope }: Parcel): string {
  return seal.seal(JSON.stringify({ raw: raw.toString('base64'), envelope }));
}

/**
 * @param sealed as {@link sealParcel} made it
 * @throws DomainError `seal.broken` when it was sealed with another key or changed
 */
export function openParcel(seal: Seal, sealed: string): Parcel {
  const { raw, envelope } = parcelSchema.parse(JSON.parse(seal.open(sealed)));
  return { raw: Buffer.from(raw, 'base64'), envelope };
}
