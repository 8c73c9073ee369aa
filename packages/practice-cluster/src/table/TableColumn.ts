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

function readColumns(): Record<string, TableColumn[]> {
  const all: Record<string, TableColumn[]> = JSON.parse(readAsset('columns'));
  // The server prints bindings with the words of their first version, which knew no such sentence.
  for (const kind of ['RoleBinding', 'ClusterRoleBinding'])
    for (const column of all[kind] ?? [])
      column.description = column.description.replace(
        ' This field is immutable.',
        '',
      );
  return all;
}

/** The columns of a built-in kind. */
export function columnsOf(kind: string): TableColumn[] {
  columns ??= readColumns();
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
