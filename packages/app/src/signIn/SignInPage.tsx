import { UserIdentity } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Text } from '@backstage/ui';
import { useCallback, useEffect, useState } from 'react';
import { Mark } from '../brand/Mark';
import { oidcAuthApiRef } from './oidcAuthApiRef';
import { PracticePeople } from './PracticePeople';
import { readPracticePeople } from './readPracticePeople';
import styles from './SignInPage.module.css';

/** Says who can sign in here and how, and then does it in a popup of the identity provider. */
export function SignInPage(props: SignInPageProps) {
  const { onSignInSuccess } = props;
  const config = useApi(configApiRef);
  const auth = useApi(oidcAuthApiRef);
  const [state, setState] = useState<'checking' | 'ready' | 'popup'>(
    'checking',
  );
  const [error, setError] = useState<string>();
  const people = readPracticePeople(config);
  const title = config.getOptionalString('app.title') ?? 'Understudy';

  const signIn = useCallback(
    async (options: { optional?: boolean; instantPopup?: boolean }) => {
      const response = await auth.getBackstageIdentity(options);
      if (!response) {
        return false;
      }
      const profile = await auth.getProfile();
      onSignInSuccess(
        UserIdentity.create({
          identity: response.identity,
          authApi: auth,
          profile,
        }),
      );
      return true;
    },
    [auth, onSignInSuccess],
  );

  useEffect(() => {
    let current = true;
    signIn({ optional: true })
      .catch(() => false)
      .then(done => current && !done && setState('ready'));
    return () => {
      current = false;
    };
  }, [signIn]);

  const onClick = async () => {
    setError(undefined);
    setState('popup');
    try {
      await signIn({ instantPopup: true });
    } catch (e) {
      if (!(e instanceof Error && e.name === 'PopupRejectedError')) {
        setError(e instanceof Error ? e.message : String(e));
      }
      setState('ready');
    }
  };

  if (state === 'checking') {
    return (
      <main className={styles.page}>
        <p role="status" className={styles.checking}>
          Looking whether you are signed in already …
        </p>
      </main>
    );
  }

  return (
    <main className={styles.page}>
      <section className={styles.card} aria-labelledby="sign-in-title">
        <div className={styles.brand}>
          <Mark size={40} />
          <h1 id="sign-in-title" className={styles.title}>
            {title}
          </h1>
        </div>
        <Text as="p" variant="body-large">
          An understudy for your operations. It watches first, then takes over
          exactly as far as you let it.
        </Text>
        {people.length > 0 && <PracticePeople people={people} />}
        {error && (
          <Alert
            status="danger"
            icon
            title="You are not signed in"
            description={error}
          />
        )}
        <Button
          variant="primary"
          size="medium"
          onPress={onClick}
          isDisabled={state === 'popup'}
        >
          {state === 'popup' ? 'Waiting for the other window …' : 'Sign in'}
        </Button>
        {people.length === 0 && (
          <Text as="p" color="secondary" variant="body-small">
            Your organisation's identity provider opens in a new window.
          </Text>
        )}
      </section>
    </main>
  );
}
