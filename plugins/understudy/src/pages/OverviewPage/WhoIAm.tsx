import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { MyPermissions } from '@understudy/plugin-understudy-common';
import { CopyBlock } from '../../components/CopyBlock';
import { EmptyState } from '../../components/EmptyState';
import { PermissionList } from '../../components/PermissionList';
import { useText } from '../../translation';
import styles from './WhoIAm.module.css';

/** Whom the backend sees, and the roles that person has through which group. */
export function WhoIAm(props: { mine: MyPermissions }) {
  const { user, roles } = props.mine;
  const t = useText();
  const groups = user.ownershipRefs.filter(ref => ref.startsWith('group:'));
  const example = [
    'understudy:',
    '  roles:',
    `    - group: ${groups[0] ?? 'group:default/my-team'}`,
    '      roles: [operator]',
  ].join('\n');
  return (
    <dl className={styles.facts}>
      <dt>{t('overview.signedInAs')}</dt>
      <dd>
        <EntityRefLink entityRef={parseEntityRef(user.entityRef)} />
      </dd>
      <dt>{t('overview.roles')}</dt>
      <dd>
        {roles.length === 0 ? (
          <EmptyState title={t('overview.noRolesTitle')}>
            {t('overview.noRolesSentence')}
          </EmptyState>
        ) : (
          <ul className={styles.roles}>
            {roles.map(({ role, via }) => (
              <li key={`${role} ${via}`}>
                <strong>{role}</strong>{' '}
                <small>
                  {t('overview.roleVia', {
                    group: <EntityRefLink entityRef={parseEntityRef(via)} />,
                  })}
                </small>
              </li>
            ))}
          </ul>
        )}
      </dd>
      {roles.length === 0 && (
        <dd>
          <CopyBlock text={example} what={t('overview.roleExample')} />
        </dd>
      )}
      <dt>{t('permissions.title')}</dt>
      <dd>
        <PermissionList permissions={props.mine.permissions} />
      </dd>
    </dl>
  );
}
