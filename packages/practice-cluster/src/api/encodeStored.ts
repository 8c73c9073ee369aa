import { decode } from '../schema/decode';
import { ResourceDef } from '../registry/ResourceDef';
import { KubeObject } from '../types';

/** Brings an object that code has changed into the exact form in which its type is written. */
export function encodeStored(def: ResourceDef, object: KubeObject): KubeObject {
  if (def.custom) return object;
  const { value } = decode(def.node, object);
  return { ...value, apiVersion: object.apiVersion, kind: object.kind };
}
