// Generated from openapi/understudy.v1.yaml by `yarn generate`; do not edit.

/**
 * The routes of the API, by path and method.
 *
 * @public
 */
export interface paths {
  /** The route /me/permissions */
  '/me/permissions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What I may do here, and why */
    get: operations['getMyPermissions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /health */
  '/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every health check with the sentence shown on the Health page */
    get: operations['getHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /entities/\{kind\}/\{namespace\}/\{name\}/operations */
  '/entities/{kind}/{namespace}/{name}/operations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is known about operating one entity */
    get: operations['getEntityOperations'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
/**
 * The schemas of the API, by name.
 *
 * @public
 */
export interface components {
  /** The schemas of the document, by name */
  schemas: {
    /** One part of an entity reference, without separators */
    EntityRefPart: string;
    /**
     * How far software may act by itself; people read "Takeover L2", never a bare "L2"
     */
    TakeoverLevel:
      | 'L1_OBSERVATION'
      | 'L2_SUGGESTION'
      | 'L3_SEMI_AUTO'
      | 'L4_AUTO'
      | 'L5_FULLY_AUTONOMOUS';
    Environment: 'development' | 'test' | 'pre-production' | 'production';
    Role:
      | 'viewer'
      | 'operator'
      | 'approver'
      | 'policy-admin'
      | 'compliance'
      | 'sre';
    MyPermissions: {
      user: {
        entityRef: string;
        ownershipRefs: string[];
      };
      roles: {
        role: components['schemas']['Role'];
        /** The group that gives the role in `understudy.roles` */
        via: string;
      }[];
      /**
       * Whether Backstage's permission framework is switched on
       */
      framework: 'enabled' | 'disabled';
      permissions: {
        name: string;
        title: string;
        action: 'read' | 'write';
        allowed: boolean;
        /** Why, and for a refusal what is missing and who can give it */
        reason: string;
      }[];
    };
    HealthStatus: 'ok' | 'attention' | 'failed';
    HealthReport: {
      status: components['schemas']['HealthStatus'];
      /** Format: date-time */
      checkedAt: string;
      checks: components['schemas']['HealthCheckResult'][];
    };
    HealthCheckResult: {
      id: string;
      title: string;
      status: components['schemas']['HealthStatus'];
      /** What is so, in one sentence a tired person understands */
      sentence: string;
      /** What to do next, if anything */
      action?: string;
      /** A page of the docs or of this console that helps */
      link?: string;
      /**
       * What does not work while the check is not ok
       */
      stops: 'nothing' | 'writes' | 'sensitive-reads' | 'everything';
      /**
       * Format: date-time
       * Since when the check has had this status
       */
      since: string;
    };
    EntityOperations: {
      entityRef: string;
      title: string;
      owners: string[];
      youOwnIt?: boolean;
      systemType: {
        value: 'developed' | 'existing';
        source: 'annotation' | 'default';
      };
      environments: {
        name: components['schemas']['Environment'];
        clusters: string[];
        /** The highest takeover level that this environment allows */
        cap: components['schemas']['TakeoverLevel'];
        /** In words, what the environment asks of a write */
        rules: string;
      }[];
      clusters: {
        name: string;
        namespace?: string;
        /** Whether this Backstage knows the cluster */
        configured: boolean;
        environment: components['schemas']['Environment'];
        /**
         * `configuration`, or `unknown`: then production rules hold
         */
        environmentSource: 'configuration' | 'unknown';
      }[];
      nextStep: {
        title: string;
        why: string;
        link?: string;
        /** Something to copy, for instance an annotation */
        example?: string;
      };
    };
    /**
     * What kind of error it is; a code never changes its meaning. An error that Backstage itself gives before the request reaches Understudy, such as a missing sign-in, has none.
     */
    ErrorCode:
      | 'input-invalid'
      | 'not-signed-in'
      | 'not-allowed'
      | 'permission-missing'
      | 'not-found'
      | 'entity-not-found'
      | 'conflict'
      | 'too-large'
      | 'too-many-requests'
      | 'catalog-unavailable'
      | 'identity-unavailable'
      | 'permissions-unavailable'
      | 'unavailable'
      | 'internal';
    ErrorBody: {
      error: {
        name: string;
        message: string;
        code?: components['schemas']['ErrorCode'];
      };
      request?: {
        method?: string;
        url?: string;
      };
      response?: {
        statusCode: number;
      };
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      detail?: string;
      code?: components['schemas']['ErrorCode'];
    };
  };
  /** The responses of the document, by name */
  responses: {
    /** The error, as Backstage words it, with a stable code */
    Error: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  /** The parameters of the document, by name */
  parameters: {
    kind: components['schemas']['EntityRefPart'];
    namespace: components['schemas']['EntityRefPart'];
    name: components['schemas']['EntityRefPart'];
  };
  /** The requestBodies of the document, by name */
  requestBodies: never;
  /** The headers of the document, by name */
  headers: never;
  /** The path items of the document, by name */
  pathItems: never;
}
/**
 * The operations of the API, by their id.
 *
 * @public
 */
export interface operations {
  /** What I may do here, and why */
  getMyPermissions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The roles and permissions of the caller, as decided now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MyPermissions'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Every health check with the sentence shown on the Health page */
  getHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The state of each check; a red check is an answer, not an error */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthReport'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** What is known about operating one entity */
  getEntityOperations: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Environments, owner, system type, clusters and the next step */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EntityOperations'];
        };
      };
      default: components['responses']['Error'];
    };
  };
}
