import type { PolicyStatus } from '@understudy/plugin-understudy-common';
import { StatusLine } from '../../components/StatusLine';
import { SafeText } from '../../path/SafeText';
import { useText } from '../../translation';
import styles from './PoliciesPage.module.css';

/** What evaluates policy now, and which versions it has. */
export function PolicyStatusLine(props: { status: PolicyStatus }) {
  const { sentence, policyVersion } = props.status;
  const t = useText();
  return (
    <StatusLine tone="good" word={t('policies.ready')}>
      <span className={styles.status}>
        <SafeText text={sentence} />{' '}
        {policyVersion && (
          <code title={policyVersion}>
            {t('policies.policyVersion', {
              version: shortVersion(policyVersion),
            })}
          </code>
        )}
      </span>
    </StatusLine>
  );
}

/** Enough of a version to tell two apart; hovering shows all of it. */
function shortVersion(version: string): string {
  return version.replace(/[0-9a-f]{40,}/, digest => `${digest.slice(0, 10)}…`);
}
