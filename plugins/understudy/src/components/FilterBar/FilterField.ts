/** What can be filtered by. */
export interface FilterField {
  id: string;
  label: string;
  /** Stands in the bar even while it filters nothing. */
  quick?: boolean;
  /** Free text: one value, as it is written. */
  text?: { hint?: string };
  /** Values to choose from; a function asks for them when the menu opens. */
  options?: FilterOptions;
}

/** A value, and the word for it. */
export type FilterOption = { value: string; label: string };

/** Values that are known, or that somebody has to be asked for. */
export type FilterOptions =
  | readonly FilterOption[]
  | ((search: string) => Promise<readonly FilterOption[]>);

/** By field; what is missing filters nothing. */
export type FilterValues = Readonly<Record<string, readonly string[]>>;
