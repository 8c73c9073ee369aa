import type { Entity } from '@backstage/catalog-model';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { Section } from '../../components/Section';
import { useText } from '../../translation';
import styles from './TryFirst.module.css';

/** Three things that show what Understudy knows, each a click away. */
export function TryFirst(props: { owned?: Entity }) {
  const { owned } = props;
  const t = useText();
  const entityLink = useEntityRefLink();
  const steps = [
    owned
      ? {
          href: `${entityLink(owned)}/operations`,
          title: t('overview.tryOwned', {
            name: owned.metadata.title ?? owned.metadata.name,
          }),
          why: t('overview.tryOwnedWhy'),
        }
      : {
          href: '/catalog',
          title: t('overview.tryAny'),
          why: t('overview.tryAnyWhy'),
        },
    {
      href: '../health',
      title: t('overview.tryHealth'),
      why: t('overview.tryHealthWhy'),
    },
  ];
  return (
    <Section title={t('overview.tryFirst')} spot>
      <ol className={styles.steps}>
        {steps.map(step => (
          <li key={step.href}>
            <Link href={step.href} weight="bold">
              {step.title}
            </Link>
            <p>{step.why}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
