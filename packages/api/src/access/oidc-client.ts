import * as openid from 'openid-client';
import { type Clock, systemClock } from '../kernel/clock.js';
import {
  CLOCK_TOLERANCE_SECONDS,
  type Claims,
  completed,
  isComplete,
  requireIssuedNow,
  requireProvedAnew,
} from './oidc-claims.rules.js';
import type { Flow } from './oidc-flow.rules.js';
import { limitedFetch } from './oidc-fetch.js';
import { OidcRefusal } from './oidc-refusal.rules.js';
import { type OidcSettings, isWithoutTls } from './oidc-settings.rules.js';
import { requireUnambiguous } from './oidc-token.rules.js';

/** How long it is believed what the provider says of itself. Its keys are asked for anew at each sign-in. */
const BELIEVED_MS = 5 * 60_000;
const PATIENCE_SECONDS = 10;

interface Known {
  readonly server: Promise<openid.ServerMetadata>;
  readonly until: number;
}

/** Probity as a client of the provider: the code flow of OpenID Connect with PKCE. */
export class OidcClient {
  private known: Known | null = null;

  constructor(
    private readonly settings: OidcSettings,
    private readonly now: Clock,
  ) {}

  /** Begins a sign-in: what to remember of it, and where at the provider it goes on. */
  async begun(wish: Pick<Flow, 'redirectUrl' | 'returnTo' | 'sessionId'>): Promise<{ flow: Flow; url: URL }> {
    const { state, nonce, verifier, ...rest } = {
      ...wish,
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
      startedAt: this.now().getTime(),
    };
    const url = openid.buildAuthorizationUrl(await this.provider(), {
      redirect_uri: rest.redirectUrl,
      scope: this.settings.scopes,
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(rest.sessionId !== null && this.askedAnew()),
    });
    return { flow: { ...rest, state, nonce, verifier }, url };
  }

  private askedAnew(): Record<string, string> {
    const { stepUpAcr } = this.settings;
    return {
      prompt: 'login',
      max_age: '0',
      ...(stepUpAcr.length > 0 && { acr_values: stepUpAcr.join(' ') }),
    };
  }

  /** What the provider says of who came back, once everything about it is verified. */
  async claims(flow: Flow, search: string): Promise<Claims> {
    const provider = await this.provider();
    try {
      const tokens = await openid.authorizationCodeGrant(provider, new URL(flow.redirectUrl + search), {
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        pkceCodeVerifier: flow.verifier,
        idTokenExpected: true,
      });
      requireUnambiguous(tokens.id_token ?? '');
      const claims = tokens.claims() as Claims;
      requireIssuedNow(claims, flow.startedAt, this.now());
      if (flow.sessionId !== null) requireProvedAnew(claims, flow.startedAt, this.settings);
      if (isComplete(claims, this.settings) || !provider.serverMetadata().userinfo_endpoint) return claims;
      return completed(
        claims,
        await openid.fetchUserInfo(provider, tokens.access_token, claims.sub),
        this.settings,
      );
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** A fresh configuration remembers no keys: a key that the provider has withdrawn counts for nothing from then on. */
  private async provider(): Promise<openid.Configuration> {
    const server = await this.server();
    const { clientId, clientSecret, issuer } = this.settings;
    const isBasic = (server.token_endpoint_auth_methods_supported ?? [BASIC]).includes(BASIC);
    const configuration = new openid.Configuration(
      server,
      clientId,
      {
        [openid.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
        [openid.clockSkew]: Math.round((this.now().getTime() - systemClock().getTime()) / 1000),
      },
      isBasic ? openid.ClientSecretBasic(clientSecret) : openid.ClientSecretPost(clientSecret),
    );
    configuration.timeout = PATIENCE_SECONDS;
    configuration[openid.customFetch] = limitedFetch;
    // Without it the signature of an ID token that comes over TLS is taken for granted.
    openid.enableNonRepudiationChecks(configuration);
    if (isWithoutTls(issuer)) openid.allowInsecureRequests(configuration);
    return configuration;
  }

  private server(): Promise<openid.ServerMetadata> {
    const now = this.now().getTime();
    if (this.known && this.known.until > now) return this.known.server;
    const server = this.discovered();
    this.known = { server, until: now + BELIEVED_MS };
    server.catch(() => {
      this.known = null;
    });
    return server;
  }

  private async discovered(): Promise<openid.ServerMetadata> {
    const { issuer, clientId } = this.settings;
    try {
      const found = await openid.discovery(new URL(issuer), clientId, undefined, openid.None(), {
        timeout: PATIENCE_SECONDS,
        [openid.customFetch]: limitedFetch,
        ...(isWithoutTls(issuer) && { execute: [openid.allowInsecureRequests] }),
      });
      return found.serverMetadata();
    } catch (error) {
      throw new OidcRefusal('provider-unreachable', 'the provider does not say who it is', { cause: error });
    }
  }
}

const BASIC = 'client_secret_basic';

function refusalOf(error: unknown): unknown {
  if (error instanceof OidcRefusal) return error;
  const options = { cause: error };
  if (error instanceof openid.AuthorizationResponseError) {
    return new OidcRefusal('provider-refused', 'the provider sent an error back', options);
  }
  const isAway =
    error instanceof TypeError || (error instanceof openid.ClientError && error.code === 'OAUTH_TIMEOUT');
  return isAway
    ? new OidcRefusal('provider-unreachable', 'the provider does not answer', options)
    : new OidcRefusal('answer-refused', 'the answer of the provider does not hold', options);
}
