import { PluginHeader } from '@backstage/ui';
import { RiEyeLine } from '@remixicon/react';
import { Navigate, Route, Routes, useResolvedPath } from 'react-router-dom';
import { ConsoleTabs } from '../components/ConsoleTabs';
import { AuditPage } from '../pages/AuditPage';
import { HealthPage } from '../pages/HealthPage';
import { OverviewPage } from '../pages/OverviewPage';
import { ReviewsPage } from '../pages/ReviewsPage';
import { SummariesPage } from '../pages/SummariesPage';
import { useText } from '../translation';

/** The console in the old frontend system, which has no pages within pages of its own. */
export function ConsoleRouter() {
  const t = useText();
  const root = useResolvedPath('.').pathname.replace(/\/$/, '');
  return (
    <main>
      <PluginHeader icon={<RiEyeLine />} title="Understudy" titleLink={root} />
      <ConsoleTabs
        label="Understudy"
        pages={[
          { href: `${root}/overview`, label: t('console.overview') },
          { href: `${root}/audit`, label: t('console.audit') },
          { href: `${root}/reviews`, label: t('console.reviews') },
          { href: `${root}/summaries`, label: t('console.summaries') },
          { href: `${root}/health`, label: t('console.health') },
        ]}
      />
      <Routes>
        <Route index element={<Navigate to="overview" replace />} />
        <Route path="overview/*" element={<OverviewPage />} />
        <Route path="audit/*" element={<AuditPage />} />
        <Route path="reviews/*" element={<ReviewsPage />} />
        <Route path="summaries/*" element={<SummariesPage />} />
        <Route path="health/*" element={<HealthPage />} />
      </Routes>
    </main>
  );
}
