export { DefaultUnderstudyApi } from './DefaultUnderstudyApi';
export type { UnderstudyApi } from './UnderstudyApi';
export { understudyApiRef } from './understudyApiRef';
