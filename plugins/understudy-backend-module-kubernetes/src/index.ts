/**
 * Kubernetes for Understudy.
 *
 * @packageDocumentation
 */

export { understudyModuleKubernetes as default } from './understudyModuleKubernetes';
