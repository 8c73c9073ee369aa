import { Container, Select } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { EmptyState } from '../../components/EmptyState';
import { LoadingState } from '../../components/LoadingState';
import { PartialState } from '../../components/PartialState';
import { ProblemState } from '../../components/ProblemState';
import { Brakes } from '../../policies/Brakes';
import { useText } from '../../translation';
import { useApprovals } from '../useApprovals';
import { ApprovalItem } from './ApprovalItem';
import styles from './ApprovalsPage.module.css';

const NOTHING = 'none';

/** What waits for approval, the most urgent first; the first one is open. */
export function ApprovalsPage() {
  const t = useText();
  const [address, setAddress] = useSearchParams();
  const whose = address.get('for') === 'all' ? 'all' : 'me';
  const { value, error, retry } = useApprovals({ for: whose });
  const items = value?.items ?? [];
  const mine = items.filter(({ standing }) => standing === 'can-approve');
  const asked = address.get('plan') ?? undefined;
  const openId = asked ?? items[0]?.plan.id;

  const go = (next: { for?: string; plan?: string }) =>
    setAddress(
      Object.fromEntries(
        Object.entries({ for: whose, ...next }).filter(
          (each): each is [string, string] =>
            each[1] !== undefined && !(each[0] === 'for' && each[1] === 'me'),
        ),
      ),
    );
  return (
    <Container pb="6">
      <div className={styles.page}>
        <div className={styles.head}>
          <div>
            <h2 className={styles.title}>{t('approvals.title')}</h2>
            {value && (
              <p>
                {mine.length === 0
                  ? t('approvals.countNone')
                  : t('approvals.count', { count: mine.length })}
                {' · '}
                {t('approvals.inAll', { count: value.total })}
              </p>
            )}
          </div>
          <Select
            className={styles.which}
            size="small"
            aria-label={t('approvals.which')}
            options={[
              { value: 'me', label: t('approvals.forMe') },
              { value: 'all', label: t('approvals.everything') },
            ]}
            selectedKey={whose}
            onSelectionChange={key => go({ for: String(key) })}
          />
        </div>
        <div className={styles.columns}>
          <div className={styles.list}>
            {error && !value && <ProblemState error={error} onRetry={retry} />}
            {error && value && (
              <PartialState onRetry={retry}>{t('plans.partial')}</PartialState>
            )}
            {!error && !value && <LoadingState lines={8} />}
            {value && items.length === 0 && !asked && (
              <EmptyState title={t('approvals.noneTitle')}>
                {t(
                  whose === 'me'
                    ? 'approvals.noneSentence'
                    : 'approvals.noneAtAll',
                )}
              </EmptyState>
            )}
            {value && (
              <ul className={styles.items} aria-label={t('approvals.list')}>
                {/* A link of a notification leads to its plan, also after others have decided it. */}
                {asked &&
                  asked !== NOTHING &&
                  items.every(({ plan }) => plan.id !== asked) && (
                    <ApprovalItem
                      key={asked}
                      planId={asked}
                      isOpen
                      onToggle={() => go({ plan: NOTHING })}
                      onDone={retry}
                    />
                  )}
                {items.map(request => (
                  <ApprovalItem
                    key={request.plan.id}
                    planId={request.plan.id}
                    request={request}
                    isOpen={request.plan.id === openId}
                    onToggle={() =>
                      go({
                        plan:
                          request.plan.id === openId
                            ? NOTHING
                            : request.plan.id,
                      })
                    }
                    onDone={() => {
                      // What one has decided stays in sight, also when it no longer waits.
                      go({ plan: request.plan.id });
                      retry();
                    }}
                  />
                ))}
              </ul>
            )}
          </div>
          <Brakes />
        </div>
      </div>
    </Container>
  );
}
