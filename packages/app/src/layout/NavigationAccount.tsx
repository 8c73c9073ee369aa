import {
  errorApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { RiLogoutBoxRLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import styles from './Navigation.module.css';

/** Who is signed in, and the way out. */
export function NavigationAccount(props: { rail: boolean }) {
  const identity = useApi(identityApiRef);
  const errors = useApi(errorApiRef);
  const [name, setName] = useState<string>();

  useEffect(() => {
    let current = true;
    Promise.all([identity.getProfileInfo(), identity.getBackstageIdentity()])
      .then(
        ([profile, { userEntityRef }]) =>
          current && setName(profile.displayName ?? userEntityRef),
      )
      .catch(error => errors.post(error));
    return () => {
      current = false;
    };
  }, [identity, errors]);

  return (
    <div className={styles.account}>
      {name && !props.rail && (
        <p className={styles.person}>
          <small>Signed in as</small>
          {name}
        </p>
      )}
      <button
        type="button"
        className={styles.iconButton}
        aria-label={name ? `Sign out ${name}` : 'Sign out'}
        title="Sign out"
        onClick={() => identity.signOut().catch(error => errors.post(error))}
      >
        <RiLogoutBoxRLine size={18} />
      </button>
    </div>
  );
}
