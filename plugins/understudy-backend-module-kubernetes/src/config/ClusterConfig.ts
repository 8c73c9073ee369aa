/** How a token is had; a local proxy needs none. */
export type Credential =
  | { kind: 'token'; token: string }
  | { kind: 'tokenFile'; file: string }
  | { kind: 'none' };

/** How people of the catalog are called by a cluster. */
export interface ImpersonationConfig {
  usernamePrefix: string;
  groupPrefix: string;
  /** Names that follow no rule, by entity reference. */
  users: ReadonlyMap<string, string>;
}

/** One cluster, as both configurations together describe it. */
export interface ClusterConfig {
  name: string;
  url: string;
  /** The certificate authority: PEM in base64, or a file. */
  caData?: string;
  caFile?: string;
  skipTlsVerify: boolean;
  /** What reads; missing where no credential for it is known. */
  reader?: Credential;
  /** What acts; missing where the cluster is read-only for Understudy. */
  runner?: { credential: Credential; impersonate?: ImpersonationConfig };
  /** How long one request may take. */
  timeoutMs: number;
  /** What is missing, in words. */
  note?: string;
}
