/** How people prove that they are there. */
export interface PresenceConfig {
  metadataUrl: URL;
  clientId: string;
  clientSecret?: string;
  tokenEndpointAuthMethod:
    | 'client_secret_basic'
    | 'client_secret_post'
    | 'none';
  /** The algorithm that ID tokens are signed with. */
  idTokenAlgorithm: string;
  /** The claim that says who it is. */
  userClaim: string;
  /** Where the catalog user has the same, such as `spec.profile.email`. */
  userField: string;
}
