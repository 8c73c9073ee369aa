import { StructNode } from '../schema/nodes';
import { KubeObject, Raw } from '../types';
import { Strategy } from './Strategy';

/** A subresource as discovery names it. */
export interface SubresourceDef {
  name: string;
  group?: string;
  version?: string;
  kind: string;
  verbs: string[];
}

/** One served resource of one API version. */
export interface ResourceDef {
  group: string;
  version: string;
  resource: string;
  kind: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  verbs: string[];
  subresources: Map<string, SubresourceDef>;
  storageVersionHash?: string;
  node: StructNode;
  strategy: Strategy;
  /** Where the objects are stored; two versions may share a place. */
  storage: string;
  /** Below which key etcd would hold them; some messages show it. */
  etcdPrefix: string;
  /** The definition of a custom resource. */
  custom?: CustomResource;
  /** Turns the stored form into this version's and back, where they differ. */
  convert?: {
    toServed(object: KubeObject): KubeObject;
    fromServed(object: Raw): KubeObject;
  };
}

/** What is special to a custom resource. */
export interface CustomResource {
  openApiSchema: Raw;
  columns: {
    name: string;
    type: string;
    format?: string;
    description?: string;
    jsonPath: string;
    priority?: number;
  }[];
  hasStatus: boolean;
  /** Where its numbers of replicas stand, if it can be scaled. */
  scale?: {
    specReplicasPath: string;
    statusReplicasPath: string;
    labelSelectorPath?: string;
  };
}

/** `apps/v1` or `v1`. */
export function apiVersionOf(def: { group: string; version: string }): string {
  return def.group ? `${def.group}/${def.version}` : def.version;
}
