import type {
  BackstageCredentials,
  BackstagePrincipalTypes,
} from '@backstage/backend-plugin-api';
import type {
  GrantedRole,
  UnderstudyPermissionName,
} from '@understudy/plugin-understudy-common';

/** The credentials of a person. */
export type UserCredentials = BackstageCredentials<
  BackstagePrincipalTypes['user']
>;

/** The credentials of a person or of another service. */
export type CallerCredentials = BackstageCredentials<
  BackstagePrincipalTypes['user' | 'service']
>;

/** Whether somebody may do something, and why. */
export interface AccessDecision {
  name: UnderstudyPermissionName;
  allowed: boolean;
  /** For a refusal: what is missing and who can give it. */
  reason: string;
  /** The permission service could not be asked. */
  unreachable?: true;
}

/** What somebody may do here. */
export interface Access {
  userEntityRef: string;
  ownershipEntityRefs: string[];
  roles: GrantedRole[];
  /** One decision for each permission of Understudy, in their usual order. */
  decisions: AccessDecision[];
}

/** Decides who may do what. */
export interface AccessService {
  /** What a person may do, as it is now. */
  accessOf(options: { credentials: UserCredentials }): Promise<Access>;

  /** Throws a NotAllowedError with the reason if somebody may not read. */
  authorizeRead(options: { credentials: CallerCredentials }): Promise<void>;
}
