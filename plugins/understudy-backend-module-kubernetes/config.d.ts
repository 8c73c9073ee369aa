export interface Config {
  understudy?: {
    kubernetes?: {
      /** How long one request to a cluster may take, in seconds; 10 by default, 60 at most. */
      requestTimeoutSeconds?: number;

      /**
       * A long random text, the same on all replicas. Commitments to masked values are keyed with it, so that a swapped
       * secret is noticed and none can be guessed. Without it each process makes its own.
       * @visibility secret
       */
      commitmentKey?: string;

      /**
       * What may act on clusters. It stands here and not under `kubernetes`, so that Backstage's own proxy never holds
       * it.
       */
      clusters?: Array<{
        /** The name of the cluster, as it is configured under `kubernetes`. */
        name: string;

        /** The address of its API; only needed where `kubernetes` does not name the cluster. */
        url?: string;

        /**
         * The bearer token that acts there.
         * @visibility secret
         */
        token?: string;

        /** A file that holds the token. */
        tokenFile?: string;

        /** The certificate authority of its API, PEM in base64; as under `kubernetes` by default. */
        caData?: string;

        /** A file that holds the certificate authority. */
        caFile?: string;

        /** Believe any certificate. For trying things out only. */
        skipTLSVerify?: boolean;

        /** Act in the name of the person who asked. The token must be allowed to impersonate. */
        impersonate?: {
          /** What stands before the name of a user of the namespace `default`. */
          usernamePrefix?: string;
          /** What stands before the name of a group of the namespace `default`. */
          groupPrefix?: string;
          /** Users who are called otherwise there. */
          users?: Array<{
            /** The catalog user, such as `user:default/sam`. */
            user: string;
            /** The name that the cluster knows. */
            as: string;
          }>;
        };
      }>;
    };
  };
}
