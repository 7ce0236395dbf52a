import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { DomainError } from '../../kernel/domain-error.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what must lie in the database for a while but must be of no use to somebody who reads it there: personal links. */
export class Seal {
  private readonly key: Buffer;

  /** @param secretKey hexadecimal, at least 64 digits */
  constructor(secretKey: string) {
    this.key = Buffer.from(hkdfSync('sha256', Buffer.from(secretKey, 'hex'), '', 'plenum seal v1', 32));
  }

  /** @returns the sealed text, base64url */
  seal(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** @throws DomainError `seal.broken` when it was sealed with another key or changed */
  open(sealed: string): string {
    const whole = Buffer.from(sealed, 'base64url');
    try {
      const decipher = createDecipheriv(ALGORITHM, this.key, whole.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(whole.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([
        decipher.update(whole.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch (cause) {
      throw new DomainError(
        'seal.broken',
        'unavailable',
        'A sealed text cannot be opened: was SECRET_KEY changed, or does this process use another DATA_DIR?',
        {},
        { cause },
      );
    }
  }
}
