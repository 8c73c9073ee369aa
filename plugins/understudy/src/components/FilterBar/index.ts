export { FilterBar } from './FilterBar';
export type { FilterField, FilterValues } from './FilterField';
