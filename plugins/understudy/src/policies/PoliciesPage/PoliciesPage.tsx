import { useApi } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { useText } from '../../translation';
import { Brakes } from '../Brakes';
import { policyApiRef } from '../policyApiRef';
import { GuardrailEditor } from './GuardrailEditor';
import { GuardrailVersions } from './GuardrailVersions';
import styles from './PoliciesPage.module.css';
import { PolicyStatusLine } from './PolicyStatusLine';
import { VersionPanel } from './VersionPanel';

/** The guardrails that hold, how they came to hold, and how to change them; and the brakes. */
export function PoliciesPage() {
  const api = useApi(policyApiRef);
  const t = useText();
  const [address, setAddress] = useSearchParams();
  const active = useAsyncRetry(() => api.getActive(), [api]);
  const versions = useAsyncRetry(() => api.listVersions(), [api]);
  const status = useAsyncRetry(() => api.getStatus(), [api]);
  const open = Number(address.get('version')) || undefined;
  const error = active.error ?? versions.error;

  const again = () => {
    active.retry();
    versions.retry();
    status.retry();
  };
  const show = (version: number | undefined) =>
    setAddress(version ? { version: String(version) } : {});

  return (
    <Container pb="6">
      <div className={styles.page}>
        <div>
          <h2 className={styles.title}>{t('policies.title')}</h2>
          <p>{t('policies.lead')}</p>
        </div>
        {status.value?.ready && <PolicyStatusLine status={status.value} />}
        {error && <ProblemState error={error} onRetry={again} />}
        {!error && !(active.value && versions.value) && (
          <LoadingState lines={8} />
        )}
        {!error && active.value && versions.value && (
          <div className={styles.columns}>
            <div className={styles.stack}>
              {open && (
                <VersionPanel
                  key={open}
                  version={open}
                  active={active.value}
                  onChanged={again}
                  onClose={() => show(undefined)}
                />
              )}
              <GuardrailEditor
                key={active.value.version.version}
                active={active.value}
                onDrafted={version => {
                  again();
                  show(version);
                }}
              />
            </div>
            <div className={styles.stack}>
              <Brakes />
              <GuardrailVersions
                versions={versions.value.items}
                open={open}
                onOpen={show}
              />
            </div>
          </div>
        )}
      </div>
    </Container>
  );
}
