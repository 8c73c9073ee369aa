export interface Config {
  understudy?: {
    /**
     * Clusters with credentials that may write. They stand here and not under `kubernetes`, so that Backstage's own
     * proxy never holds them. The practice identity provider looks whose clusters they are.
     */
    kubernetes?: {
      clusters?: Array<{
        /** The name of the cluster, as it is configured under `kubernetes`. */
        name: string;
        /** The address of its API. */
        url: string;
        /**
         * The bearer token that acts there.
         * @visibility secret
         */
        token?: string;
        /** The certificate authority of its API, PEM in base64. */
        caData?: string;
      }>;
    };

    practice?: {
      /**
       * A practice identity provider for development on this machine: people to sign in as with one click.
       * Absent means off.
       */
      identity?: {
        /** The loopback port that the practice identity provider listens on. */
        port: number;

        /** The people to choose from. */
        people: Array<{
          /** The catalog user that this person is, for example `user:default/dana`. */
          user: string;
          /** The e-mail address, as it stands in the profile of the catalog user. */
          email: string;
          /** The name to show. */
          name: string;
          /** What the person does and may do, in one line. */
          about?: string;
        }>;
      };

      /** The practice clusters: the only clusters that the practice identity provider tolerates. */
      clusters?: Array<{
        /** The name of the cluster, as it is configured under `kubernetes`. */
        name: string;
        /** The loopback address of the cluster. */
        url: string;
      }>;
    };
  };
}
