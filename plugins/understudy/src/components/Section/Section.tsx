import { Card, CardBody, Text } from '@backstage/ui';
import { type PropsWithChildren, type ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** A titled card; `spot` marks the one thing on a page to do next. */
export function Section(
  props: PropsWithChildren<{
    title: string;
    /** A word before the title that says what kind of thing it is. */
    kind?: string;
    hint?: ReactNode;
    action?: ReactNode;
    spot?: boolean;
  }>,
) {
  const { title, kind, hint, action, spot, children } = props;
  const id = useId();
  return (
    <Card
      aria-labelledby={id}
      className={styles.section}
      data-spot={spot || undefined}
    >
      <CardBody className={styles.body}>
        <div className={styles.head}>
          <Text as="h3" id={id} variant="body-large" weight="bold">
            {kind && <span className={styles.kind}>{kind}</span>} {title}
          </Text>
          {action}
        </div>
        {hint && (
          <Text
            as="p"
            variant="body-medium"
            color="secondary"
            className={styles.hint}
          >
            {hint}
          </Text>
        )}
        {children}
      </CardBody>
    </Card>
  );
}
