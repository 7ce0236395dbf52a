import { z } from 'zod';

/** The identity provider of a body, and how it knows Plenum (OpenID Connect Core 1.0). */
export interface OidcSettings {
  /** as the provider itself says it in its metadata; https, or http on this machine alone */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** what people call it: stands on the button */
  readonly name: string;
  /** parted by spaces */
  readonly scopes: string;
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** Those that make sense only together. */
const TOGETHER = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
const OPTIONAL = ['OIDC_NAME', 'OIDC_SCOPES'] as const;

/** The variables of the identity provider, part of the environment's schema. */
export const oidcVariables = {
  OIDC_ISSUER: z
    .string()
    .refine(
      isIssuer,
      'the https address of the provider as its metadata says it, without query, such as https://login.example (http only on this machine)',
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z
    .string()
    .regex(/^[\x20-\x7e]+$/, 'printable ASCII characters only (RFC 6749, appendix A.2)')
    .optional(),
  OIDC_NAME: z.string().max(60, 'at most 60 characters: it stands on a button').optional(),
  OIDC_SCOPES: z
    .string()
    .refine(
      (text) => ['openid', 'email'].every((scope) => text.split(/\s+/).includes(scope)),
      'scopes parted by spaces, «openid» and «email» among them: a person is found by the address',
    )
    .default('openid email'),
};

/**
 * @param set variables that are set, by name
 * @returns one fault for each variable that is missing beside the others of the provider
 */
export function oidcFaults(set: Readonly<Record<string, unknown>>): string[] {
  const given = [...TOGETHER, ...OPTIONAL].filter((name) => name in set);
  if (given.length === 0) return [];
  return TOGETHER.filter((name) => !(name in set)).map(
    (name) => `${name}: set it beside ${given.join(', ')}, or set none of them`,
  );
}

/** @returns the settings; null where a body has no provider */
export function oidcSettings(env: {
  readonly [Name in keyof typeof oidcVariables]?: string | undefined;
}): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer || !clientId || !clientSecret) return null;
  const scopes = (env.OIDC_SCOPES ?? '').trim().split(/\s+/).join(' ');
  return { issuer, clientId, clientSecret, name: env.OIDC_NAME ?? new URL(issuer).host, scopes };
}

/** RFC 8414, section 2: https, neither query nor fragment. Plain http cannot be listened to on the way within one machine. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  if (search !== '' || hash !== '' || username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}
