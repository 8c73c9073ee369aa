import { Alert } from '@backstage/ui';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import type { MyPermissions } from '@understudy/plugin-understudy-common';
import { LoadingState } from '../../components/LoadingState';
import { PartialState } from '../../components/PartialState';
import { PermissionList } from '../../components/PermissionList';
import { Section } from '../../components/Section';
import { useMyPermissions } from '../../hooks/useMyPermissions';
import { useText } from '../../translation';

/** What the signed-in person may do; its failure leaves the rest of the page standing. */
export function MyPermissionsSection() {
  const t = useText();
  const { value, error, retry } = useMyPermissions();
  if (error) {
    return (
      <Section title={t('permissions.title')}>
        <PartialState onRetry={retry}>{t('partial.permissions')}</PartialState>
      </Section>
    );
  }
  if (!value) {
    return (
      <Section title={t('permissions.title')}>
        <LoadingState lines={4} />
      </Section>
    );
  }
  return <Decided mine={value} />;
}

function Decided(props: { mine: MyPermissions }) {
  const { mine } = props;
  const t = useText();
  const { primaryTitle } = useEntityPresentation(mine.user.entityRef);
  return (
    <Section
      title={t('permissions.title')}
      hint={t('permissions.decidedNow', { user: primaryTitle })}
    >
      {mine.framework === 'disabled' && (
        <Alert
          status="danger"
          icon
          mb="4"
          title={t('permissions.frameworkOff')}
        />
      )}
      <PermissionList permissions={mine.permissions} />
    </Section>
  );
}
