import { Text } from '@backstage/ui';
import type { PracticePerson } from './readPracticePeople';
import styles from './SignInPage.module.css';

/** Says in words that the practice identity is on, and who can be chosen. */
export function PracticePeople(props: { people: PracticePerson[] }) {
  return (
    <div className={styles.practice}>
      <Text as="p" weight="bold">
        Practice identity is on: no password, on this machine only
      </Text>
      <Text as="p" color="secondary">
        A window opens to choose one of these people. Sign out and come back as
        another to see the same page with other eyes.
      </Text>
      <dl className={styles.people}>
        {props.people.map(person => (
          <div key={person.name}>
            <dt>{person.name}</dt>
            {person.about && <dd>{person.about}</dd>}
          </div>
        ))}
      </dl>
    </div>
  );
}
