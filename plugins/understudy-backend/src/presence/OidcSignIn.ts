import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  ResponseBodyError,
  type ClientAuth,
  type Configuration,
  type CustomFetch,
} from 'openid-client';
import { withCode } from '../http/errorCode';
import { isAllowedAddress } from './isAllowedAddress';
import type { PresenceConfig } from './PresenceConfig';
import type { SignInProvider, VerifiedSignIn } from './types';

const TIMEOUT_SECONDS = 10;
const METADATA_KEPT_MS = 60 * 60_000;
const CLAIM_LENGTH = 512;
const UNREACHABLE = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];

interface Options {
  config: PresenceConfig;
  logger: LoggerService;
  /** Where the provider sends the browser back to. */
  redirectUri: () => Promise<string>;
  now?: () => number;
}

/**
 * Signing in again at the OpenID Connect provider: it is asked to have the
 * person sign in whether or not there is a session, and nothing that it sends is
 * believed before the signature of its ID token is verified.
 */
export class OidcSignIn implements SignInProvider {
  readonly #options: Options;
  #found?: { configuration: Promise<Configuration>; at: number };

  static create(options: Options): OidcSignIn {
    return new OidcSignIn(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async authorizationUrl(challenge: {
    state: string;
    nonce: string;
    codeVerifier: string;
  }): Promise<URL> {
    const configuration = await this.#configuration();
    return buildAuthorizationUrl(configuration, {
      redirect_uri: await this.#options.redirectUri(),
      scope: 'openid profile email',
      state: challenge.state,
      nonce: challenge.nonce,
      code_challenge: await calculatePKCECodeChallenge(challenge.codeVerifier),
      code_challenge_method: 'S256',
      prompt: 'login',
      max_age: '0',
    });
  }

  async verify(request: {
    query: URLSearchParams;
    state: string;
    nonce: string;
    codeVerifier: string;
  }): Promise<VerifiedSignIn> {
    const configuration = await this.#configuration();
    const url = new URL(await this.#options.redirectUri());
    url.search = request.query.toString();
    try {
      const tokens = await authorizationCodeGrant(configuration, url, {
        expectedState: request.state,
        expectedNonce: request.nonce,
        pkceCodeVerifier: request.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      if (claims.auth_time === undefined) {
        throw refused(
          'The identity provider does not say when you signed in (auth_time), so it is not known whether that was just now. An administrator of the provider can let it send auth_time.',
        );
      }
      return {
        issuer: claims.iss,
        subject: claims.sub,
        authenticatedAt: claims.auth_time * 1_000,
        claim: await this.#claim(configuration, claims, tokens.access_token),
      };
    } catch (error) {
      throw this.#explain(error as Error);
    }
  }

  /** The claim that names the user: from the ID token, else from where the provider tells of people. */
  async #claim(
    configuration: Configuration,
    claims: { sub: string; [name: string]: unknown },
    accessToken: string,
  ): Promise<string> {
    const { userClaim } = this.#options.config;
    const elsewhere =
      claims[userClaim] === undefined &&
      configuration.serverMetadata().userinfo_endpoint !== undefined;
    const said: Record<string, unknown> = elsewhere
      ? await fetchUserInfo(configuration, accessToken, claims.sub)
      : claims;
    const value = said[userClaim];
    if (
      typeof value !== 'string' ||
      value === '' ||
      value.length > CLAIM_LENGTH
    ) {
      throw refused(
        `The identity provider does not say who you are: its claim ${userClaim} is missing. An administrator sets understudy.presence.oidc.userClaim.`,
      );
    }
    if (userClaim === 'email' && said.email_verified !== true) {
      throw refused(
        'The identity provider does not say that your e-mail address is verified (email_verified), so it does not show who you are.',
      );
    }
    return value;
  }

  #insecure(): boolean {
    return this.#options.config.metadataUrl.protocol === 'http:';
  }

  /** What the provider says about itself; asked again each hour, and after it could not be had. */
  async #configuration(): Promise<Configuration> {
    const now = (this.#options.now ?? Date.now)();
    if (!this.#found || Math.abs(now - this.#found.at) > METADATA_KEPT_MS) {
      this.#found = { configuration: this.#discover(), at: now };
    }
    const { configuration } = this.#found;
    try {
      return await configuration;
    } catch (error) {
      if (this.#found?.configuration === configuration) {
        this.#found = undefined;
      }
      this.#options.logger.error(
        'The identity provider for presence cannot be asked',
        error as Error,
      );
      throw unreachable();
    }
  }

  async #discover(): Promise<Configuration> {
    const { metadataUrl, clientId, idTokenAlgorithm } = this.#options.config;
    const insecure = this.#insecure();
    const guarded: CustomFetch = async (address, init) => {
      if (!isAllowedAddress(new URL(address), { insecure })) {
        throw new TypeError(
          `${new URL(address).origin} is not fetched: it must be https`,
        );
      }
      return fetch(address, { ...(init as RequestInit), redirect: 'manual' });
    };
    const configuration = await discovery(
      metadataUrl,
      clientId,
      { id_token_signed_response_alg: idTokenAlgorithm },
      this.#clientAuth(),
      {
        timeout: TIMEOUT_SECONDS,
        [customFetch]: guarded,
        execute: [
          // The library trusts the connection alone, and on this machine there may be none worth it.
          enableNonRepudiationChecks,
          ...(insecure ? [allowInsecureRequests] : []),
        ],
      },
    );
    // The browser is sent there, so nothing guards it later.
    const { authorization_endpoint: endpoint } = configuration.serverMetadata();
    if (!endpoint || !isAllowedAddress(new URL(endpoint), { insecure })) {
      throw new TypeError(
        'The identity provider names no address with https for signing in',
      );
    }
    return configuration;
  }

  #clientAuth(): ClientAuth {
    const { tokenEndpointAuthMethod, clientSecret } = this.#options.config;
    switch (tokenEndpointAuthMethod) {
      case 'client_secret_basic':
        return ClientSecretBasic(clientSecret);
      case 'client_secret_post':
        return ClientSecretPost(clientSecret);
      default:
        return None();
    }
  }

  /** A sentence for the person; the log tells more. */
  #explain(error: Error): Error {
    if (error instanceof NotAllowedError) {
      return error;
    }
    if (error instanceof AuthorizationResponseError) {
      return refused(
        /^[a-z_]{1,64}$/.test(error.error)
          ? `The sign-in was not finished: the identity provider says ${error.error}.`
          : 'The sign-in was not finished.',
      );
    }
    this.#options.logger.warn('A sign-in does not prove presence', error);
    if (error instanceof ResponseBodyError) {
      return refused(
        'The identity provider does not accept this sign-in any more.',
      );
    }
    if (
      error instanceof ClientError &&
      !UNREACHABLE.includes(error.code ?? '')
    ) {
      return refused(
        'What the identity provider sent does not hold: it is not signed by it, or not meant for this sign-in.',
      );
    }
    return unreachable();
  }
}

function refused(sentence: string): Error {
  return new NotAllowedError(sentence);
}

function unreachable(): Error {
  return withCode(
    'unavailable',
    new ServiceUnavailableError(
      'The identity provider does not answer as it should, so nobody can prove to be there just now. Try again, and tell an administrator if it stays so.',
    ),
  );
}
