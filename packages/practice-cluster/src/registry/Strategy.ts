import { FieldError } from '../validation/FieldError';
import { KubeObject, Raw } from '../types';
import { TableColumn } from '../table/TableColumn';

/** What a strategy may look up while it works on an object. */
export interface StrategyContext {
  now: number;
  /** Reads a stored object of a built-in resource such as `services`. */
  find(
    storage: string,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined;
  list(storage: string, namespace?: string): KubeObject[];
  random: { suffix(length: number): string; int(below: number): number };
  warn(message: string): void;
}

/** The rules of one kind. */
export interface Strategy {
  /** Fills in what the caller left open. */
  defaults?(object: Raw): void;
  /** Before validation of a new object. */
  prepareCreate?(object: Raw, context: StrategyContext): void;
  /** Before validation of a changed object. */
  prepareUpdate?(object: Raw, old: Raw, context: StrategyContext): void;
  validate?(object: Raw, context: StrategyContext): FieldError[];
  validateUpdate?(
    object: Raw,
    old: Raw,
    context: StrategyContext,
  ): FieldError[];
  /** After an object was taken away. */
  columns: TableColumn[];
  rows(object: Raw, now: number): Raw[];
  /** Whether status is written only through its subresource. */
  hasStatus: boolean;
  /** Whether metadata.generation counts changes of the spec. */
  generation: boolean;
  /** Fields, besides spec, whose change counts as a new generation. */
  generationFields?: string[];
  createOnUpdate?: boolean;
  needsVersionOnUpdate?: boolean;
  nameRule: 'subdomain' | 'label' | 'label1035' | 'path' | 'none';
  /** Fields besides name and namespace that a field selector may name. */
  selectableFields?(object: Raw): Record<string, string>;
  /** What happens to dependents when the caller does not say. */
  defaultPropagation?: 'Background' | 'Orphan';
  /** Seconds until a deleted object goes, undefined for at once. */
  gracePeriod?(object: Raw, asked: number | undefined): number | undefined;
}
