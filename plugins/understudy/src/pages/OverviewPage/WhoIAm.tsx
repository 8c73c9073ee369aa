import type { MyPermissions } from '@understudy/plugin-understudy-common';
import { CopyBlock } from '../../components/CopyBlock';
import { EmptyState } from '../../components/EmptyState';
import { EntityLink } from '../../components/EntityLink';
import { useText } from '../../translation';
import styles from './WhoIAm.module.css';

/** Whom the backend sees, the roles that person has through which group, and what is refused. */
export function WhoIAm(props: { mine: MyPermissions }) {
  const { user, roles, permissions } = props.mine;
  const t = useText();
  const group =
    user.ownershipRefs.find(ref => ref.startsWith('group:')) ??
    'group:default/my-team';
  const refused = permissions.filter(({ allowed }) => !allowed);
  return (
    <dl className={styles.facts}>
      <dt>{t('overview.signedInAs')}</dt>
      <dd>
        <EntityLink entityRef={user.entityRef} />
      </dd>
      <dt>{t('overview.roles')}</dt>
      <dd>
        {roles.length === 0 && (
          <EmptyState
            title={t('overview.noRolesTitle')}
            action={
              <CopyBlock
                text={`understudy:\n  roles:\n    - group: ${group}\n      roles: [operator]`}
                what={t('overview.roleExample')}
              />
            }
          >
            {t('overview.noRolesSentence')}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {roles.map(({ role, via }) => (
            <li key={`${role} ${via}`}>
              <strong>{role}</strong>{' '}
              <span className={styles.soft}>
                {t('overview.roleVia', {
                  group: <EntityLink entityRef={via} />,
                })}
              </span>
            </li>
          ))}
        </ul>
      </dd>
      <dt>
        {t('permissions.title')}
        {' · '}
        {t('permissions.countAllowed', {
          allowed: String(permissions.length - refused.length),
          total: String(permissions.length),
        })}
      </dt>
      <dd>
        {refused.length === 0 ? (
          t('overview.mayAll')
        ) : (
          <>
            {t('overview.mayNot')}
            <ul className={styles.refused}>
              {refused.map(({ name, title }) => (
                <li key={name}>{title}</li>
              ))}
            </ul>
          </>
        )}
      </dd>
    </dl>
  );
}
