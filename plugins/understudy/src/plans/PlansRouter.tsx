import { Route, Routes } from 'react-router-dom';
import { EditPlanPage } from './EditPlanPage';
import { NewPlanPage } from './NewPlanPage';
import { PlanPage } from './PlanPage';
import { PlansPage } from './PlansPage';

/** The pages about plans, below `plans` of the console. */
export function PlansRouter() {
  return (
    <Routes>
      <Route index element={<PlansPage />} />
      <Route path="new" element={<NewPlanPage />} />
      <Route path=":planId" element={<PlanPage />} />
      <Route path=":planId/edit" element={<EditPlanPage />} />
    </Routes>
  );
}
