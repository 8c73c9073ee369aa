import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { isAllowedAddress } from './isAllowedAddress';
import type { PresenceConfig } from './PresenceConfig';

const OWN = 'understudy.presence.oidc';
const AUTH_METHODS = [
  'client_secret_basic',
  'client_secret_post',
  'none',
] as const;
const FIELDS: Record<string, string> = {
  email: 'spec.profile.email',
  preferred_username: 'metadata.name',
};
const FIELD =
  /^(spec\.profile\.email|metadata\.name|metadata\.annotations\.[a-zA-Z0-9./_-]{1,200})$/;

/** Presence can be proven as this says, or not, and the sentence why. */
export type ReadPresence =
  | { possible: true; config: PresenceConfig }
  | { possible: false; sentence: string };

/**
 * Reads with which provider people prove that they are there: that of
 * `understudy.presence.oidc`, else the one that people sign in with. A mistake
 * in our own keys throws with the key at fault; what is odd in those of the auth
 * plugin only means that presence cannot be proven.
 */
export function readPresenceConfig(config: RootConfigService): ReadPresence {
  const environment =
    config.getOptionalString('auth.environment') ?? 'development';
  const auth = `auth.providers.oidc.${environment}`;
  const own = config.has(`${OWN}.metadataUrl`);
  const key = own ? OWN : auth;
  const text = (name: string) => {
    const value = config.getOptional(`${key}.${name}`);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [address, clientId] = [text('metadataUrl'), text('clientId')];
  const impossible = (why: string): ReadPresence => {
    if (own) {
      throw new InputError(why);
    }
    return {
      possible: false,
      sentence: `Nobody can prove to be there: ${why}. An administrator sets ${auth} or ${OWN}.`,
    };
  };
  const user = readUser(config);
  if (!own && address === undefined) {
    return impossible('people do not sign in through OpenID Connect here');
  }
  if (!address || !clientId) {
    return impossible(`${key} must give metadataUrl and clientId`);
  }
  const metadataUrl = URL.canParse(address) ? new URL(address) : undefined;
  if (
    !metadataUrl ||
    !isAllowedAddress(metadataUrl, { insecure: true }) ||
    metadataUrl.username
  ) {
    return impossible(
      `${key}.metadataUrl must be an address with https, or with http on this machine`,
    );
  }
  const method = text('tokenEndpointAuthMethod');
  const secret = text('clientSecret');
  const tokenEndpointAuthMethod =
    method === undefined
      ? 'client_secret_basic'
      : AUTH_METHODS.find(one => one === method);
  if (!tokenEndpointAuthMethod) {
    return impossible(
      `${key}.tokenEndpointAuthMethod must be one of ${AUTH_METHODS.join(
        ', ',
      )} to prove presence with`,
    );
  }
  if (tokenEndpointAuthMethod !== 'none' && !secret) {
    return impossible(`${key}.clientSecret is missing`);
  }
  return {
    possible: true,
    config: {
      metadataUrl,
      clientId,
      ...(secret && { clientSecret: secret }),
      tokenEndpointAuthMethod,
      idTokenAlgorithm: text('tokenSignedResponseAlg') ?? 'RS256',
      ...user,
    },
  };
}

function readUser(
  config: RootConfigService,
): Pick<PresenceConfig, 'userClaim' | 'userField'> {
  const userClaim = config.getOptionalString(`${OWN}.userClaim`) ?? 'email';
  const userField =
    config.getOptionalString(`${OWN}.userField`) ??
    (Object.hasOwn(FIELDS, userClaim) ? FIELDS[userClaim] : undefined);
  if (userField === undefined || !FIELD.test(userField)) {
    throw new InputError(
      `${OWN}.userField must say where a catalog user has the claim ${userClaim}: spec.profile.email, metadata.name, or metadata.annotations. with the name of an annotation`,
    );
  }
  return { userClaim, userField };
}
