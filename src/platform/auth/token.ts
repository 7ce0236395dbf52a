import { createHash, randomBytes } from 'node:crypto';

/** @returns 256 random bits as 43 characters of base64url */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** @returns sha-256 of the token, lower-case hex: the only form in which a token is stored. Fast is enough above 112 bits. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
