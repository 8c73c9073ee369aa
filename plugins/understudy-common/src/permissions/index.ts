export * from './permissions';
export type { UnderstudyPermissionName } from './UnderstudyPermissionName';
export { describePermission } from './describePermission';
export type {
  PermissionDescription,
  PermissionStake,
} from './describePermission';
