export * from './annotations';
export { readSystemType } from './readSystemType';
export type { SystemType } from './readSystemType';
export { readKubernetesAnnotations } from './readKubernetesAnnotations';
export type { KubernetesAnnotations } from './readKubernetesAnnotations';
