import type { GuardrailVersion } from '@understudy/plugin-understudy-common';
import { Section } from '../../components/Section';
import { StatusChip } from '../../components/StatusChip';
import { formatMoment } from '../../formatMoment';
import { SafeText } from '../../path/SafeText';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import styles from './PoliciesPage.module.css';

/** Every version of the guardrails, the newest first. */
export function GuardrailVersions(props: {
  versions: readonly GuardrailVersion[];
  open?: number;
  onOpen: (version: number) => void;
}) {
  const { versions, open, onOpen } = props;
  const t = useText();
  return (
    <Section title={t('policies.versions')}>
      <ul className={styles.versions} aria-label={t('policies.versions')}>
        {versions.map(({ version, status, reason, by, at }) => (
          <li key={version}>
            <button
              type="button"
              className={styles.version}
              aria-current={version === open || undefined}
              onClick={() => onOpen(version)}
            >
              <span className={styles.row}>
                <strong>
                  {t('policies.versionName', { version: String(version) })}
                </strong>
                <StatusChip tone={status === 'active' ? 'good' : 'neutral'}>
                  {t(`policies.status.${status}`)}
                </StatusChip>
              </span>
              <SafeText text={reason} />
              <small>
                <SafeText text={shortRef(by)} /> · {formatMoment(at)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
