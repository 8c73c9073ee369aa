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
    /** Plans. */
    plans?: {
      /**
       * How many plans one person may make in an hour; 60 if not given.
       * @visibility backend
       */
      perHour?: number;
    };
    /** Who people are, for approvals. */
    people?: {
      /**
       * From which origins of the catalog users and groups are believed, as in
       * the annotation `backstage.io/managed-by-origin-location`, such as
       * `url:https://git.example.com/org.yaml`; a `*` at the end stands for
       * anything, such as `ldap:*`. Whoever can register entities there decides
       * who approves. If not given, the entries of `catalog.locations`.
       * @visibility backend
       */
      trustedOrigins?: string[];
      /**
       * Accounts of the same human, who counts once: lists of users, such as
       * `[[user:default/sam, user:default/sam-admin]]`.
       * @visibility backend
       */
      aliases?: string[][];
    };
    /** A higher level of software for a short time. */
    elevation?: {
      /**
       * The groups whose members approve it, if they have the role sre too;
       * `[group:default/sre-oncall]` if not given.
       * @visibility backend
       */
      approvers?: string[];
    };
    /** How people prove that they are there, before they approve for production. */
    presence?: {
      /**
       * The OpenID Connect provider at which they sign in again; that of
       * `auth.providers.oidc` if not given. It must know the address
       * `<backend.baseUrl>/api/understudy/v1/presence/callback`.
       */
      oidc?: {
        /**
         * Where it says what it is; https, but for this machine.
         * @visibility backend
         */
        metadataUrl?: string;
        /** @visibility backend */
        clientId?: string;
        /** @visibility secret */
        clientSecret?: string;
        /**
         * How the secret is sent; `client_secret_basic` if not given.
         * @visibility backend
         */
        tokenEndpointAuthMethod?:
          | 'client_secret_basic'
          | 'client_secret_post'
          | 'none';
        /**
         * What ID tokens are signed with; `RS256` if not given.
         * @visibility backend
         */
        tokenSignedResponseAlg?: string;
        /**
         * The claim that says who it is; `email` if not given.
         * @visibility backend
         */
        userClaim?: string;
        /**
         * Where the catalog user has the same: `spec.profile.email`,
         * `metadata.name`, or `metadata.annotations.` with a name.
         * @visibility backend
         */
        userField?: string;
      };
    };
    /**
     * Who is on call: the first entry that fits. What is left out means
     * everything.
     * @visibility backend
     */
    onCall?: Array<{
      /** Such as `component:default/payments`. */
      entities?: string[];
      /** Such as `system:default/checkout`; its parts by the catalog. */
      systems?: string[];
      environments?: Array<
        'development' | 'test' | 'pre-production' | 'production'
      >;
      /** Users in the order in which they are called. */
      people: string[];
      /** On which days it begins. */
      days?: Array<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'>;
      /** From when, such as `'22:00'`. */
      from?: string;
      /** Until when; not later than `from` means on the next day. */
      to?: string;
      /** Such as `Europe/Berlin`; UTC if not given. */
      timeZone?: string;
    }>;
    /** How far software may act by itself. */
    takeover?: {
      /**
       * What an entity has until somebody sets a level for it, by its system
       * type: developed L3, existing L1 if not given. The cap of the
       * environment holds in any case.
       */
      defaults?: {
        /** @visibility backend */
        developed?: 'L1' | 'L2' | 'L3' | 'L4' | 'L5';
        /** @visibility backend */
        existing?: 'L1' | 'L2' | 'L3' | 'L4' | 'L5';
      };
    };
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
    /** What watches the ledger. */
    audit?: {
      /**
       * From when on something is flagged for review.
       * @visibility backend
       */
      anomalies?: {
        /** More than this share of failures within 60 minutes; 0.1 if not given. */
        errorRate?: number;
        /** Of at least so many operations; 10. */
        errorRateMinimumOperations?: number;
        /** More than so many operations of one actor within 60 minutes; 100. */
        operationsPerHour?: number;
        /** So many failures of a type within 60 minutes; 3. */
        repeatedFailures?: number;
        /** A type that an actor did at most so often in 30 days; 2. */
        rareTypeAtMost?: number;
        /** Among more than so many operations; 10. */
        rareTypeAmong?: number;
        /** From so many operations in 30 days on, usual hours are known; 20. */
        usualHoursMinimumOperations?: number;
      };
      /** The ticketing system that follow-ups of reviews are handed to. */
      followUp?: {
        /**
         * Where they are sent; https, but for this machine.
         * @visibility backend
         */
        url: string;
        /**
         * Signs what is sent; at least 32 characters.
         * @visibility secret
         */
        secret?: string;
        /**
         * A file that has the secret instead.
         * @visibility backend
         */
        secretFile?: string;
        /**
         * How long to wait for an answer; 10 if not given, at most 60.
         * @visibility backend
         */
        timeoutSeconds?: number;
      };
    };
    /** Evidence packages of the ledger. */
    evidence?: {
      /**
       * The folder in which packages are made and, without a store, kept;
       * absolute. Replicas share it, or have a store. Without it, a folder in
       * `backend.workingDirectory` or among the temporary files.
       * @visibility backend
       */
      directory?: string;
      /**
       * After how many days a package is deleted; 90 if not given, 365 at most.
       * @visibility backend
       */
      retentionDays?: number;
      /** How many packages one person may ask for. */
      perPerson?: {
        /**
         * That are not finished; 2 if not given.
         * @visibility backend
         */
        atOnce?: number;
        /**
         * In 24 hours; 20 if not given.
         * @visibility backend
         */
        perDay?: number;
      };
      /**
       * Whether a package of the last week is made every Monday at 06:00 UTC.
       * @visibility backend
       */
      weekly?: boolean;
      /** A bucket in which packages are kept. */
      store?: {
        /** @visibility backend */
        type: 's3';
        /** @visibility backend */
        bucket: string;
        /**
         * What all keys begin with.
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
         * Whether the bucket stands in the path; true if there is an `endpoint`.
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
         * The lock that every package is stored with. The bucket must have
         * object lock.
         */
        retention?: {
          /** @visibility backend */
          mode: 'GOVERNANCE' | 'COMPLIANCE';
          /** @visibility backend */
          days: number;
        };
      };
    };
    /** What judges every step. */
    policy?: {
      /**
       * Which rules are asked: `wasm`, those that come with Understudy, in this
       * process; `server`, those of a policy server; `bundle`, those of a signed
       * bundle in a directory. `wasm` if not given.
       * @visibility backend
       */
      mode?: 'wasm' | 'server' | 'bundle';
      /** What it takes to change the guardrails. */
      activation?: {
        /**
         * How many different people activate a version; 2 if not given. With 1,
         * a person alone can, but never where NODE_ENV is production.
         * @visibility backend
         */
        people?: 1 | 2;
      };
      /** A policy server that speaks the REST API of OPA. */
      server?: {
        /**
         * Its address without a path of the API; https, but for this machine.
         * @visibility backend
         */
        url: string;
        /**
         * A bearer token that it asks for.
         * @visibility secret
         */
        token?: string;
      };
      /** A bundle that `opa build -t wasm` wrote and that is signed. */
      bundle?: {
        /**
         * The directory with policy.wasm and .signatures.json, as a whole path.
         * @visibility backend
         */
        directory: string;
        /**
         * The public key of who signs, in PEM; this or publicKeyFile.
         * @visibility backend
         */
        publicKey?: string;
        /**
         * A file with it.
         * @visibility backend
         */
        publicKeyFile?: string;
        /**
         * How it is signed; RS256 if not given.
         * @visibility backend
         */
        algorithm?:
          | 'RS256'
          | 'RS384'
          | 'RS512'
          | 'PS256'
          | 'PS384'
          | 'PS512'
          | 'ES256'
          | 'ES384'
          | 'ES512';
      };
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
