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
