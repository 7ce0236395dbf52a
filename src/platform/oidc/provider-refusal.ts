import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';

/**
 * Why nobody came back from the provider: it cannot be reached; the person or the provider said no; the attempt is used up or
 * not this browser's; the answer did not pass a check.
 */
export type RefusalReason = 'down' | 'denied' | 'stale' | 'faulty';

/** A way through the identity provider that led to no identity. `said` is for the log: codes alone, no token, no address. */
export class ProviderRefusal extends Error {
  constructor(
    readonly reason: RefusalReason,
    readonly said: string,
  ) {
    super(`the identity provider led to nobody (${reason}): ${said}`);
    this.name = new.target.name;
  }
}

/** Codes of the client that mean that the provider did not answer as a provider does. */
const DOWN = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);
/** What a provider answers, and what it means here (RFC 6749, sections 4.1.2.1 and 5.2; OpenID Connect Core 1.0, section 3.1.2.6). */
const MEANING: Readonly<Record<string, RefusalReason>> = {
  access_denied: 'denied',
  account_selection_required: 'denied',
  consent_required: 'denied',
  interaction_required: 'stale',
  invalid_grant: 'stale',
  login_required: 'stale',
  server_error: 'down',
  temporarily_unavailable: 'down',
};

/**
 * @param error whatever the client threw
 * @returns the refusal it stands for
 * @throws the error itself when it is a mistake of the program
 */
export function refusalOf(error: unknown): ProviderRefusal {
  if (error instanceof ProviderRefusal) return error;
  if (error instanceof ResponseBodyError && error.status >= 500)
    return new ProviderRefusal('down', `status ${error.status}`);
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return new ProviderRefusal(MEANING[error.error] ?? 'faulty', error.error);
  if (error instanceof WWWAuthenticateChallengeError)
    return new ProviderRefusal('faulty', `status ${error.status}: the client or its token is not accepted`);
  if (error instanceof ClientError) {
    const silent = DOWN.has(error.code ?? '') || isSilence(error.cause);
    return new ProviderRefusal(silent ? 'down' : 'faulty', `${error.code ?? 'no code'}: ${error.message}`);
  }
  if (isSilence(error)) return new ProviderRefusal('down', 'nobody answers');
  throw error;
}

/** What `fetch` says when nobody answers, and when the line breaks amid an answer. */
const SILENT = new Set<unknown>(['fetch failed', 'terminated']);

/** Whether nobody answers, or not in time. */
function isSilence(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const isTimeout = 'name' in error && (error.name === 'TimeoutError' || error.name === 'AbortError');
  return isTimeout || ('message' in error && SILENT.has(error.message));
}
