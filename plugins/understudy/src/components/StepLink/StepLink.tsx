import { Link } from '@backstage/ui';
import { useText } from '../../translation';

/** A link that the backend gave: to a page of this Backstage, or to something to read. */
export function StepLink(props: { href: string; about: string }) {
  const { href, about } = props;
  const t = useText();
  const isPage = href.startsWith('/') && !href.startsWith('/docs/');
  return (
    <Link href={href} aria-label={t('common.linkAbout', { about })}>
      {t(isPage ? 'common.open' : 'common.learnMore')}
    </Link>
  );
}
