export type {
  OnCallAnswer,
  OnCallRequest,
  OnCallResolver,
} from './OnCallResolver';
export { understudyOnCallExtensionPoint } from './understudyOnCallExtensionPoint';
export type { UnderstudyOnCallExtensionPoint } from './understudyOnCallExtensionPoint';
