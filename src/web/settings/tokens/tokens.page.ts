import { z } from 'zod';
import { SCOPES, type Scope } from '../../../platform/http/scope.js';
import type { TokenRow } from '../../../modules/sign-in/index.js';

const text = z.string().max(300).catch('');
const enteredSchema = z.object({
  name: text.default(''),
  scopes: z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]),
  days: text.default('90'),
  nonce: text.default(''),
});

/** The form of a token as it came in, whatever is wrong with it. */
export type EnteredToken = z.output<typeof enteredSchema>;

/** The form untouched. */
export const EMPTY_TOKEN: EnteredToken = { name: '', scopes: [], days: '90', nonce: '' };

/** @returns the form as it came in; what is no text at all is empty */
export function enteredToken(body: unknown): EnteredToken {
  return enteredSchema.parse(body ?? {});
}

const TAGS: Readonly<Record<TokenRow['status'], string>> = {
  live: 'govuk-tag--green',
  expired: 'govuk-tag--grey',
  revoked: 'govuk-tag--red',
};

/** @returns a token as a line of the list */
export function tokenLine(token: TokenRow) {
  return { ...token, tag: TAGS[token.status], can: token.scopes.map((scope) => SCOPES[scope]) };
}

/** @returns every scope as a checkbox, with what it allows in words */
export function scopeChoices(chosen: readonly string[]) {
  return Object.entries(SCOPES).map(([scope, meaning]) => ({
    scope: scope as Scope, // the keys of the constant itself
    meaning,
    checked: chosen.includes(scope),
  }));
}
