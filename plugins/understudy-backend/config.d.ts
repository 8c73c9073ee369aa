export interface Config {
  understudy?: {
    /** Which groups of the catalog hold which roles. */
    roles?: Array<{
      /** The catalog group, for example `group:default/sre`. */
      group: string;
      /** The roles that members of the group hold. */
      roles: Array<
        | 'viewer'
        | 'operator'
        | 'approver'
        | 'policy-admin'
        | 'compliance'
        | 'sre'
      >;
    }>;
    /** The environments; without them, development, test, pre-production and production with their usual aliases. */
    environments?: Array<{
      /** The canonical name. */
      name: 'development' | 'test' | 'pre-production' | 'production';
      /** Other names for the same environment. */
      aliases?: string[];
      /** The clusters that belong to it. */
      clusters?: string[];
    }>;
  };
}
