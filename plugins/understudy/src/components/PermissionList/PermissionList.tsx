import { Text } from '@backstage/ui';
import type { MyPermissions } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import { StatusChip } from '../StatusChip';
import { groupPermissions } from './groupPermissions';
import styles from './PermissionList.module.css';

/** What a person may do, in groups; a refusal says what is missing and who can give it. */
export function PermissionList(props: {
  permissions: MyPermissions['permissions'];
}) {
  const t = useText();
  return (
    <div className={styles.groups}>
      {groupPermissions(props.permissions).map(({ group, permissions }) => (
        <section key={group} className={styles.group}>
          <div className={styles.head}>
            <Text as="h4" variant="body-medium" weight="bold">
              {t(`permissions.${group}`)}
            </Text>
            <span className={styles.count}>
              {t('permissions.countAllowed', {
                allowed: String(permissions.filter(p => p.allowed).length),
                total: String(permissions.length),
              })}
            </span>
          </div>
          <ul className={styles.list}>
            {permissions.map(permission => (
              <li key={permission.name}>
                <div className={styles.line}>
                  <span>{permission.title}</span>
                  <StatusChip tone={permission.allowed ? 'good' : 'neutral'}>
                    {t(
                      permission.allowed
                        ? 'permissions.allowed'
                        : 'permissions.refused',
                    )}
                  </StatusChip>
                </div>
                <p className={styles.reason}>{permission.reason}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
