import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { LedgerVerifier } from '../proof/LedgerVerifier';
import type { AuditApi } from './AuditApi';
import { auditApiRef } from './auditApiRef';

// Pages share what was verified and the tiles that were read.
const verifiers = new WeakMap<AuditApi, LedgerVerifier>();

/** The verifier of this browser, with the keys that the configuration of the app pins. */
export function useLedgerVerifier(): LedgerVerifier {
  const source = useApi(auditApiRef);
  const config = useApi(configApiRef);
  let verifier = verifiers.get(source);
  if (!verifier) {
    const verifierKeys =
      config.getOptionalStringArray('understudy.ledger.verifierKeys') ?? [];
    verifier = new LedgerVerifier({ source, verifierKeys });
    verifiers.set(source, verifier);
  }
  return verifier;
}
