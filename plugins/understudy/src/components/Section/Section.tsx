import { Card, CardBody, Text } from '@backstage/ui';
import { type PropsWithChildren, type ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** A titled card; `spot` marks the one thing on a page to do next. */
export function Section(
  props: PropsWithChildren<{
    title: string;
    hint?: ReactNode;
    action?: ReactNode;
    spot?: boolean;
  }>,
) {
  const { title, hint, action, spot, children } = props;
  const id = useId();
  return (
    <Card
      aria-labelledby={id}
      className={styles.section}
      data-spot={spot || undefined}
    >
      <CardBody className={styles.body}>
        <div className={styles.head}>
          <Text as="h2" id={id} variant="body-large" weight="bold">
            {title}
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
