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
  };
}
