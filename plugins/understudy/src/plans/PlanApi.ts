import type {
  ApprovalPage,
  ClusterDescription,
  OperationDescription,
  PlanDetail,
  PlanInput,
  PlanPage,
} from '@understudy/plugin-understudy-common';
import type {
  ApprovalParameters,
  BreakGlass,
  Incident,
  IncidentInput,
  IncidentList,
  IncidentParameters,
  PlanParameters,
  PlanRevision,
  Vote,
} from './PlanTypes';

/** What the pages about plans and approvals ask of the backend. */
export interface PlanApi {
  listPlans(parameters: PlanParameters): Promise<PlanPage>;
  getPlan(planId: string): Promise<PlanDetail>;
  getRevision(planId: string, revision: number): Promise<PlanRevision>;
  /** The same key makes the same plan, however often it is sent. */
  createPlan(input: PlanInput, idempotencyKey: string): Promise<PlanDetail>;
  /** Takes an export of this or another installation. */
  importPlan(document: unknown, entityRef?: string): Promise<PlanDetail>;
  exportPlan(planId: string): Promise<unknown>;
  /** Only if nobody has changed it since; approvals so far are void. */
  revisePlan(
    plan: { id: string; etag: string },
    input: PlanInput,
  ): Promise<PlanDetail>;
  refreshPreview(planId: string): Promise<PlanDetail>;
  requestApproval(planId: string, planHash: string): Promise<PlanDetail>;
  vote(planId: string, vote: Vote): Promise<PlanDetail>;
  ask(planId: string, text: string): Promise<PlanDetail>;
  /** Tells the next one on call who was not told yet. */
  page(planId: string): Promise<PlanDetail>;
  breakGlass(planId: string, input: BreakGlass): Promise<PlanDetail>;
  start(planId: string, planHash: string): Promise<PlanDetail>;
  cancel(planId: string, reason: string): Promise<PlanDetail>;
  listApprovals(parameters: ApprovalParameters): Promise<ApprovalPage>;
  listOperations(): Promise<OperationDescription[]>;
  listClusters(): Promise<ClusterDescription[]>;
  listIncidents(parameters: IncidentParameters): Promise<IncidentList>;
  openIncident(input: IncidentInput): Promise<Incident>;
}
