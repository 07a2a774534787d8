/** Signing in with an account of the office: an OpenID provider, by openid-client. Loaded only where one is configured. @module */
import * as client from 'openid-client';
import type { IdentityProvider } from './staff.ts';

export interface OpenIdOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** null for a public client, which PKCE alone protects. */
  readonly clientSecret: string | null;
  /** Which claim is the login name. */
  readonly claim: string;
}

const timeoutSeconds = 10;

export function createOpenIdProvider(options: OpenIdOptions): IdentityProvider {
  const { issuer, clientId, clientSecret, claim } = options;
  let discovered: Promise<client.Configuration> | null = null;

  /** Asked once; after a fault again with the next person. */
  function configuration(): Promise<client.Configuration> {
    discovered ??= discover().catch((error: unknown) => {
      discovered = null;
      throw error;
    });
    return discovered;
  }

  function discover(): Promise<client.Configuration> {
    // The settings allow http on this machine alone.
    const execute = issuer.startsWith('http://') ? [client.allowInsecureRequests] : [];
    const authentication = clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret);
    return client.discovery(new URL(issuer), clientId, undefined, authentication, {
      execute,
      timeout: timeoutSeconds,
    });
  }

  return {
    async begin(redirectUri) {
      const provider = await configuration();
      const codeVerifier = client.randomPKCECodeVerifier();
      const request = { state: client.randomState(), nonce: client.randomNonce(), codeVerifier };
      const url = client.buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state: request.state,
        nonce: request.nonce,
      });
      return { url: url.href, request };
    },

    async finish(answer, { state, nonce, codeVerifier }) {
      const provider = await configuration();
      const tokens = await client.authorizationCodeGrant(provider, answer, {
        pkceCodeVerifier: codeVerifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('the provider sent no identity');
      const name = claims[claim];
      if (typeof name === 'string') return checked(name, claims);
      // Many providers put only the subject into the token, and the rest here.
      const told = await client.fetchUserInfo(provider, tokens.access_token, claims.sub);
      return checked(told[claim], told);
    },
  };

  function checked(name: unknown, { email_verified: isVerified }: Readonly<Record<string, unknown>>): string {
    if (typeof name !== 'string' || name === '') throw new Error(`the provider sent no claim ${claim}`);
    // An address that anybody may enter for themselves would open the account of somebody else.
    if (claim === 'email' && isVerified !== true) throw new Error('the address is not verified');
    return name;
  }
}
