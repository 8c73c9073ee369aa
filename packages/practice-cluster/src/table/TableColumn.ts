import { readAsset } from '../util/assets';

/** One column of a server-side table. */
export interface TableColumn {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  format: string;
  description: string;
  /** 1 is shown with `-o wide` only. */
  priority: number;
}

let columns: Record<string, TableColumn[]> | undefined;

/** The columns of a built-in kind. */
export function columnsOf(kind: string): TableColumn[] {
  columns ??= JSON.parse(readAsset('columns')) as Record<string, TableColumn[]>;
  return columns[kind] ?? defaultColumns();
}

/** The columns of kinds that have no own ones. */
export function defaultColumns(): TableColumn[] {
  const [name] = columnsOf('ConfigMap');
  return [
    name,
    {
      name: 'Created At',
      type: 'date',
      format: '',
      description: columnsOf('Pod')[4].description,
      priority: 0,
    },
  ];
}
