import { PluginHeader } from '@backstage/ui';
import { RiEyeLine } from '@remixicon/react';
import { Navigate, Route, Routes, useResolvedPath } from 'react-router-dom';
import { ApprovalsPage } from '../approvals/ApprovalsPage';
import { ConsoleTabs } from '../components/ConsoleTabs';
import { ConsoleFrame } from '../console/ConsoleFrame';
import { ConsolePath } from '../console/ConsolePath';
import { AuditPage } from '../pages/AuditPage';
import { HealthPage } from '../pages/HealthPage';
import { OverviewPage } from '../pages/OverviewPage';
import { ReviewsPage } from '../pages/ReviewsPage';
import { SummariesPage } from '../pages/SummariesPage';
import { PlansRouter } from '../plans/PlansRouter';
import { PoliciesPage } from '../policies/PoliciesPage';
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
          { href: `${root}/approvals`, label: t('console.approvals') },
          { href: `${root}/plans`, label: t('console.plans') },
          { href: `${root}/policies`, label: t('console.policies') },
          { href: `${root}/audit`, label: t('console.audit') },
          { href: `${root}/reviews`, label: t('console.reviews') },
          { href: `${root}/summaries`, label: t('console.summaries') },
          { href: `${root}/health`, label: t('console.health') },
        ]}
      />
      <ConsolePath.Provider value={root}>
        <ConsoleFrame>
          <Routes>
            <Route index element={<Navigate to="overview" replace />} />
            <Route path="overview/*" element={<OverviewPage />} />
            <Route path="approvals/*" element={<ApprovalsPage />} />
            <Route path="plans/*" element={<PlansRouter />} />
            <Route path="policies/*" element={<PoliciesPage />} />
            <Route path="audit/*" element={<AuditPage />} />
            <Route path="reviews/*" element={<ReviewsPage />} />
            <Route path="summaries/*" element={<SummariesPage />} />
            <Route path="health/*" element={<HealthPage />} />
          </Routes>
        </ConsoleFrame>
      </ConsolePath.Provider>
    </main>
  );
}
