import { z } from 'zod';

/** A cluster by its configured name. */
export const clusterName = z
  .string()
  .min(1)
  .max(253)
  .describe('The cluster, by its configured name');

/** A namespace: a DNS label. */
export const namespaceName = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'must be a DNS label: lower case letters, digits and hyphens',
  )
  .describe('The namespace');

/** The name of a workload: a DNS subdomain. */
export const workloadName = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    'must be a DNS name: lower case letters, digits, hyphens and dots',
  )
  .describe('The name of the object');

/** The name of any object: one part of a path. */
export const objectName = z
  .string()
  .min(1)
  .max(253)
  .regex(
    /^(?!\.{1,2}$)[A-Za-z0-9._:@-]+$/,
    'must be the name of an object, without slashes',
  )
  .describe('The name of the object');

/** Group and version. */
export const apiVersion = z
  .string()
  .max(253)
  .regex(
    /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?v[0-9]+((alpha|beta)[0-9]+)?$/,
    'must be a version such as v1 or apps/v1',
  )
  .describe('Group and version, such as v1 or apps/v1');

/** A kind. */
export const kindName = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9]{0,62}$/, 'must be a kind such as Deployment')
  .describe('The kind, such as Deployment');
