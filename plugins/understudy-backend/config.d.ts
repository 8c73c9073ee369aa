export interface Config {
  understudy?: {
    /**
     * Which group of the catalog has which roles. Without it everybody who is
     * signed in may read, and nobody may do more.
     * @visibility backend
     */
    roles?: Array<{
      /** The group, for instance `group:default/sre`. */
      group: string;
      /** One or more of viewer, operator, approver, policy-admin, compliance, sre. */
      roles: Array<
        | 'viewer'
        | 'operator'
        | 'approver'
        | 'policy-admin'
        | 'compliance'
        | 'sre'
      >;
    }>;
    /**
     * What belongs to the four environments. A cluster that none of them has
     * gets the rules of production.
     * @visibility backend
     */
    environments?: Array<{
      /** The environment. */
      name: 'development' | 'test' | 'pre-production' | 'production';
      /**
       * Further words for it, beside dev; qa; stage, staging, uat, canary; prod.
       */
      aliases?: string[];
      /** Its clusters, by the names in `kubernetes.clusterLocatorMethods`. */
      clusters?: string[];
    }>;
    /** The ledger. */
    ledger?: {
      /**
       * The name of the log, which is also the name of its keys, such as
       * `example.com/understudy`. A log keeps its name for ever. If not given,
       * it is the host of `app.baseUrl` with `/understudy`.
       * @visibility backend
       */
      origin?: string;
      /**
       * A file with the signing keys, one per line, newest first: the first
       * signs, the others sign too while keys rotate. Only the user that runs
       * the backend may read it. In development it is made if it is missing.
       * @visibility backend
       */
      signingKeyFile?: string;
      /**
       * The signing keys themselves instead of a file, newest first, with a
       * space or a line break between them.
       * @visibility secret
       */
      signingKey?: string;
      /** When a checkpoint is signed: whichever comes first. */
      checkpoint?: {
        /**
         * After so many entries; 1000 if not given.
         * @visibility backend
         */
        entries?: number;
        /**
         * After so many seconds, if anything was recorded; 60 if not given.
         * @visibility backend
         */
        seconds?: number;
      };
      /**
       * How many days entries are kept at least; 365 if not given.
       * @visibility backend
       */
      retentionDays?: number;
      /**
       * Where checkpoints are kept outside the database: whoever can change the
       * database must not be able to change these.
       */
      sinks?: Array<
        | {
            type: 'file';
            /**
             * The name under which it is remembered what the sink has; its type
             * if not given. It stays the same for ever.
             * @visibility backend
             */
            id?: string;
            /**
             * An absolute path of a directory, best of another machine.
             * @visibility backend
             */
            path: string;
          }
        | {
            type: 'git';
            /** @visibility backend */
            id?: string;
            /**
             * An absolute path of a clone or a bare repository; made if missing.
             * @visibility backend
             */
            directory: string;
            /**
             * The branch; `understudy-checkpoints` if not given.
             * @visibility backend
             */
            branch?: string;
            /**
             * Where commits are pushed to: a URL without a password, an absolute
             * path, or the name of a remote of the repository.
             * @visibility backend
             */
            remote?: string;
            /** For a remote with `https://`. */
            credentials?: {
              /** @visibility backend */
              username: string;
              /** @visibility secret */
              password: string;
            };
            /** Who the commits are by. */
            author?: {
              /** @visibility backend */
              name: string;
              /** @visibility backend */
              email: string;
            };
          }
        | {
            type: 's3';
            /** @visibility backend */
            id?: string;
            /** @visibility backend */
            bucket: string;
            /**
             * What all keys begin with, such as `understudy/production`.
             * @visibility backend
             */
            prefix?: string;
            /** @visibility backend */
            region: string;
            /**
             * The address of a store other than that of AWS.
             * @visibility backend
             */
            endpoint?: string;
            /**
             * Whether the bucket stands in the path; true if there is an
             * `endpoint`.
             * @visibility backend
             */
            forcePathStyle?: boolean;
            /** Without them, what the AWS SDK finds in the environment. */
            credentials?: {
              /** @visibility secret */
              accessKeyId: string;
              /** @visibility secret */
              secretAccessKey: string;
              /** @visibility secret */
              sessionToken?: string;
            };
            /**
             * The lock that every checkpoint is stored with. The bucket must
             * have object lock.
             */
            retention?: {
              /** @visibility backend */
              mode: 'GOVERNANCE' | 'COMPLIANCE';
              /** @visibility backend */
              days: number;
            };
          }
      >;
    };
    /** The HTTP API. */
    api?: {
      /**
       * How many requests one person or service may make in a minute, counted
       * per replica; 300 if not given.
       * @visibility backend
       */
      requestsPerMinute?: number;
    };
  };
}
