import { Scheduler } from '../scheduler/Scheduler';
import { ClusterContext } from './ClusterContext';
import { PracticeControls } from './practiceRoutes';

/** What routing needs beside the cluster itself. */
export interface RouteContext extends ClusterContext {
  scheduler: Scheduler;
  controls: PracticeControls;
}
