/**
 * A Kubernetes API in one Node process, to practise on and for fast tests.
 *
 * @packageDocumentation
 */
export { startPracticeCluster } from './startPracticeCluster';
export type { PracticeCluster } from './PracticeCluster';
export type { PracticeClusterOptions } from './PracticeClusterOptions';
export type { TokenGrant } from './auth/Identities';
export type { NodeOptions } from './world/bootstrap';
export { readScenarios } from './scenarios/readScenarios';
export { main } from './cli/main';
export type { BulkOptions } from './world/bulkPods';
export type { FaultRule } from './faults/Faults';
export type {
  BehaviourCondition,
  BehaviourMatch,
  Scenario,
  ScenarioBehaviour,
  ScenarioRemedy,
  ScenarioSign,
  ScenarioStep,
} from './scenarios/Scenario';
export type { KubeObject, ObjectMeta, OwnerReference, UserInfo } from './types';
