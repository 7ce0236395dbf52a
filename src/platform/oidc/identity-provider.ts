import {
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration as Client,
  type IDToken,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import { systemProcessClock } from '../../kernel/clock.js';
import { type Instant, epochMs } from '../../kernel/instant.js';
import { newToken } from '../auth/index.js';
import type { OidcSettings } from '../config/index.js';
import { ProviderRefusal, refusalOf } from './provider-refusal.js';

/** How long one answer of the provider is waited for. */
const TIMEOUT_SECONDS = 5;
/** Its metadata is asked for again after this, since endpoints move; while it does not answer, the known ones are used on. */
const METADATA_MINUTES = 60;
/** Between the two times that its metadata is asked for before it counts as down. */
const PAUSE_MS = 250;

/** What the browser keeps, sealed, while its person is at the provider. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the provider vouches for. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** as the provider gives it; null when it gives none */
  readonly email: string | null;
  readonly emailVerified: boolean;
}

/**
 * An identity provider (OpenID Connect Core 1.0): authorization code flow with PKCE S256 (RFC 7636), state and nonce. Its
 * metadata is asked for when it is first needed, so that Plenum starts while the provider is down.
 */
export class IdentityProvider {
  private known: { readonly client: Client; readonly at: Instant } | null = null;

  /**
   * @param settings from the configuration
   * @param redirectUri where the provider sends the browser back to, as registered there
   */
  constructor(
    private readonly settings: OidcSettings,
    private readonly redirectUri: string,
  ) {}

  /**
   * @returns where to send the browser, and what it must keep until it comes back
   * @throws ProviderRefusal `down`
   */
  async begin(): Promise<{ readonly address: string; readonly attempt: Attempt }> {
    const client = await this.client();
    const attempt = { state: newToken(), nonce: newToken(), verifier: newToken() };
    const address = buildAuthorizationUrl(client, {
      redirect_uri: this.redirectUri,
      scope: this.settings.scopes,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, attempt };
  }

  /**
   * Ends an attempt: exchanges the code and checks the ID token (signature, issuer, audience, time, nonce). The address is taken
   * from the ID token; from the userinfo endpoint where the ID token has none (OpenID Connect Core 1.0, section 5.4).
   *
   * @param query the query of the address that the browser came back to, with `?`
   * @param attempt as the browser kept it
   * @throws ProviderRefusal
   */
  async finish(query: string, attempt: Attempt): Promise<Identity> {
    if (new URLSearchParams(query).get('state') !== attempt.state)
      throw new ProviderRefusal('stale', 'another state');
    const client = await this.client();
    try {
      const tokens = await authorizationCodeGrant(client, new URL(`${this.redirectUri}${query}`), {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      });
      return await identityOf(client, tokens.access_token, tokens.claims());
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /**
   * @param returnTo where the provider sends the browser after signing out there, as registered there
   * @returns where a person signs out of the provider (OpenID Connect RP-Initiated Logout 1.0); null when it has no such page or is down
   */
  async signOutAddress(returnTo: string): Promise<string | null> {
    try {
      const client = await this.client();
      if (!client.serverMetadata().end_session_endpoint) return null;
      return buildEndSessionUrl(client, { post_logout_redirect_uri: returnTo }).href;
    } catch (error) {
      if (error instanceof ProviderRefusal) return null;
      throw error;
    }
  }

  private async client(): Promise<Client> {
    const now = systemProcessClock.now();
    if (this.known && epochMs(now) - epochMs(this.known.at) < METADATA_MINUTES * 60_000)
      return this.known.client;
    try {
      const client = await this.discover();
      this.known = { client, at: now };
      return client;
    } catch (error) {
      const refusal = refusalOf(error);
      if (this.known && refusal.reason === 'down') return this.known.client;
      throw refusal;
    }
  }

  private async discover(): Promise<Client> {
    const once = () => {
      const { issuer, clientId, clientSecret } = this.settings;
      const insecure = issuer.startsWith('http:'); // the configuration lets only this machine through
      return discovery(new URL(issuer), clientId, clientSecret, secretIn(clientSecret), {
        timeout: TIMEOUT_SECONDS,
        execute: [enableNonRepudiationChecks, ...(insecure ? [allowInsecureRequests] : [])], // checks signatures
      });
    };
    try {
      return await once();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS)); // a restart or a lost packet: asked once more
      return once();
    }
  }
}

/** Basic, as providers take it that say nothing (OpenID Connect Discovery 1.0, section 3), or in the body where they want that. */
function secretIn(secret: string): ClientAuth {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (methods.includes('client_secret_basic') ? basic : post)(server, client, body, headers);
  };
}

async function identityOf(
  client: Client,
  accessToken: string,
  claims: IDToken | undefined,
): Promise<Identity> {
  if (!claims) throw new ProviderRefusal('faulty', 'no ID token');
  const { iss: issuer, sub: subject } = claims;
  const elsewhere = claims['email'] === undefined && client.serverMetadata().userinfo_endpoint !== undefined;
  const said = elsewhere ? await fetchUserInfo(client, accessToken, subject) : claims;
  const email = said['email'];
  return {
    issuer,
    subject,
    email: typeof email === 'string' && email !== '' ? email : null,
    emailVerified: said['email_verified'] === true,
  };
}
