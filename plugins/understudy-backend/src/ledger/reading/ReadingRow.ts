/** An entry as the read model has it: numbers only. */
export type ReadingRow = Record<string, number | null> & {
  leaf_index: number;
  occurred_at: number;
};
