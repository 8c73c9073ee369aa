import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { type AuditSearch, readSearch, writeSearch } from './AuditSearch';

/** What the page looks for and which entry is open, both kept in its address. */
export function useAuditSearch() {
  const [address, setAddress] = useSearchParams();
  const text = address.toString();
  const search = useMemo(() => readSearch(new URLSearchParams(text)), [text]);
  const openId = address.get('entry') ?? undefined;

  const setSearch = useCallback(
    (next: AuditSearch) => setAddress(writeSearch(next)),
    [setAddress],
  );
  const hrefOf = useCallback(
    (id: string | undefined, of: AuditSearch = search) => {
      const next = writeSearch(of);
      if (id) {
        next.set('entry', id);
      }
      return `?${next}`;
    },
    [search],
  );
  const open = useCallback(
    (id: string | undefined) =>
      setAddress(new URLSearchParams(hrefOf(id).slice(1))),
    [setAddress, hrefOf],
  );
  return { search, setSearch, openId, open, hrefOf };
}
