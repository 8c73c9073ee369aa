import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { LedgerVerifier } from '../proof/LedgerVerifier';
import type { AuditApi } from './AuditApi';
import { auditApiRef } from './auditApiRef';
import { LogWatch } from './LogWatch';

type Watched = { verifier: LedgerVerifier; watch: LogWatch };

// All parts of all pages share what was verified and the tiles that were read.
const watched = new WeakMap<AuditApi, Watched>();

/** The verifier of this browser, with the keys that the configuration of the app pins, and its watch. */
export function useLogWatch(): Watched {
  const source = useApi(auditApiRef);
  const config = useApi(configApiRef);
  const known = watched.get(source);
  if (known) {
    return known;
  }
  const verifierKeys =
    config.getOptionalStringArray('understudy.ledger.verifierKeys') ?? [];
  const verifier = new LedgerVerifier({ source, verifierKeys });
  const fresh = { verifier, watch: new LogWatch(verifier) };
  watched.set(source, fresh);
  return fresh;
}
