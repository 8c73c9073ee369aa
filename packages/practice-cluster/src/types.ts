/**
 * A Kubernetes object of any kind.
 *
 * @public
 */
export interface KubeObject {
  /** The API version, such as `apps/v1`. */
  apiVersion: string;
  /** The kind, such as `Deployment`. */
  kind: string;
  /** What every object has. */
  metadata: ObjectMeta;
  /** Whatever the kind has beside these. */
  [field: string]: unknown;
}

/**
 * The part of every Kubernetes object's metadata that the practice cluster works with.
 *
 * @public
 */
export interface ObjectMeta {
  /** The name, unique for the kind within its namespace. */
  name: string;
  /** The namespace; none for kinds of the whole cluster. */
  namespace?: string;
  /** The beginning of a name that the server completes. */
  generateName?: string;
  /** The identity of this one object, never given again. */
  uid?: string;
  /** Changes with every write. */
  resourceVersion?: string;
  /** Counts the changes of what is wanted. */
  generation?: number;
  /** When it was created. */
  creationTimestamp?: string;
  /** When it will be gone, once somebody asked for its end. */
  deletionTimestamp?: string;
  /** How long it is given to end. */
  deletionGracePeriodSeconds?: number;
  /** What it is selected by. */
  labels?: Record<string, string>;
  /** What tools and people noted. */
  annotations?: Record<string, string>;
  /** The objects that it goes with. */
  ownerReferences?: OwnerReference[];
  /** Who has something to do before it may go. */
  finalizers?: string[];
  /** Which manager owns which fields. */
  managedFields?: unknown[];
}

/**
 * A reference from an object to the one that owns it.
 *
 * @public
 */
export interface OwnerReference {
  /** The API version of the owner. */
  apiVersion: string;
  /** The kind of the owner. */
  kind: string;
  /** The name of the owner. */
  name: string;
  /** The identity of the owner. */
  uid: string;
  /** Whether the owner is the one that looks after the object. */
  controller?: boolean;
  /** Whether the owner stays until the object is gone, when deleted in the foreground. */
  blockOwnerDeletion?: boolean;
}

/**
 * Decoded JSON whose shape only the schema knows. Internal: it never stands in an exported type.
 *
 * Not part of the public API.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Raw = any;

/** Who a request acts as. @public */
export interface UserInfo {
  /** The name that RBAC knows. */
  username: string;
  /** An identity that outlives the name. */
  uid?: string;
  /** The groups that RBAC knows. */
  groups: string[];
  /** Whatever else the authenticator tells. */
  extra?: Record<string, string[]>;
}
