import { VisuallyHidden } from '@backstage/ui';
import { useText } from '../../translation';
import { useApprovalCount } from '../useApprovalCount';
import styles from './ApprovalsBadge.module.css';

/**
 * How many plans wait for the signed-in person, for the navigation of an app.
 * It shows nothing where nothing waits, or where it cannot be known.
 *
 * @public
 */
export function ApprovalsBadge() {
  const t = useText();
  const count = useApprovalCount();
  if (!count) {
    return null;
  }
  return (
    <span className={styles.badge}>
      <span aria-hidden="true">{count > 49 ? '50+' : count}</span>
      <VisuallyHidden>{t('approvals.count', { count })}</VisuallyHidden>
    </span>
  );
}
