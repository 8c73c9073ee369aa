import type { PolicyStatus } from '@understudy/plugin-understudy-common';
import { StatusLine } from '../../components/StatusLine';
import { SafeText } from '../../path/SafeText';
import { useText } from '../../translation';

/** What evaluates policy now, and which versions it has. */
export function PolicyStatusLine(props: { status: PolicyStatus }) {
  const { sentence, mode, policyVersion, guardrailVersion } = props.status;
  const t = useText();
  return (
    <StatusLine tone="good" word={t('policies.ready')}>
      <SafeText
        text={[
          sentence,
          t(`policies.mode.${mode}`),
          policyVersion &&
            t('policies.policyVersion', { version: policyVersion }),
          guardrailVersion !== undefined &&
            t('policies.guardrailVersion', {
              version: String(guardrailVersion),
            }),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
    </StatusLine>
  );
}
