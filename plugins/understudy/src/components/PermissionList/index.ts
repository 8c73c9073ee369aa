export { PermissionList } from './PermissionList';
