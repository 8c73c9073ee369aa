import type { components, paths } from './schema.generated';

/**
 * The routes of the Understudy API, by path and method.
 *
 * @public
 */
export type UnderstudyApiPaths = paths;

/**
 * What the caller may do, and why.
 *
 * @public
 */
export type MyPermissions = components['schemas']['MyPermissions'];

/**
 * The state of every health check.
 *
 * @public
 */
export type HealthReport = components['schemas']['HealthReport'];

/**
 * The state of one health check.
 *
 * @public
 */
export type HealthCheckResult = components['schemas']['HealthCheckResult'];

/**
 * What is known about operating one entity.
 *
 * @public
 */
export type EntityOperations = components['schemas']['EntityOperations'];

/**
 * An error as the API answers it.
 *
 * @public
 */
export type ErrorBody = components['schemas']['ErrorBody'];

/**
 * The code of an error; it never changes its meaning.
 *
 * @public
 */
export type ErrorCode = components['schemas']['ErrorCode'];

/**
 * An entry of the ledger as the API gives it.
 *
 * @public
 */
export type AuditEntry = components['schemas']['AuditEntry'];

/**
 * One entry with its notes.
 *
 * @public
 */
export type AuditEntryDetail = components['schemas']['AuditEntryDetail'];

/**
 * One page of entries.
 *
 * @public
 */
export type AuditPage = components['schemas']['AuditPage'];

/**
 * What it takes to verify an entry.
 *
 * @public
 */
export type AuditEvidence = components['schemas']['AuditEvidence'];

/**
 * The values that filters can have.
 *
 * @public
 */
export type AuditFacets = components['schemas']['AuditFacets'];

/**
 * A filter that has known values.
 *
 * @public
 */
export type AuditFacetField = components['schemas']['AuditFacetField'];

/**
 * What a saved view looks for.
 *
 * @public
 */
export type AuditQuery = components['schemas']['AuditQuery'];

/**
 * A saved view.
 *
 * @public
 */
export type AuditView = components['schemas']['AuditView'];

/**
 * What is given to save a view.
 *
 * @public
 */
export type AuditViewInput = components['schemas']['AuditViewInput'];

/**
 * What is given to note something on an entry.
 *
 * @public
 */
export type AuditNoteInput = components['schemas']['AuditNoteInput'];

/**
 * How far the log is, and who outside has accepted it.
 *
 * @public
 */
export type LedgerStatus = components['schemas']['LedgerStatus'];

/**
 * Inclusion proofs of several entries.
 *
 * @public
 */
export type LedgerProofs = components['schemas']['LedgerProofs'];

/**
 * A consistency proof between two sizes of the log.
 *
 * @public
 */
export type LedgerConsistency = components['schemas']['LedgerConsistency'];

/**
 * What happened on a day, in numbers.
 *
 * @public
 */
export type AuditSummary = components['schemas']['AuditSummary'];

/**
 * Something that was begun and whose end is not recorded.
 *
 * @public
 */
export type OpenIntent = components['schemas']['OpenIntent'];

/**
 * Something that a person should look at.
 *
 * @public
 */
export type ReviewFlag = components['schemas']['ReviewFlag'];

/**
 * A flag with all that was done about it.
 *
 * @public
 */
export type ReviewFlagDetail = components['schemas']['ReviewFlagDetail'];

/**
 * What somebody wants to do with a flag.
 *
 * @public
 */
export type ReviewActInput = components['schemas']['ReviewActInput'];

/**
 * What an evidence package is asked for.
 *
 * @public
 */
export type EvidenceRequest = components['schemas']['EvidenceRequest'];

/**
 * Which entries of a period go into an evidence package.
 *
 * @public
 */
export type EvidenceFilter = components['schemas']['EvidenceFilter'];

/**
 * An evidence package, and how far it is.
 *
 * @public
 */
export type EvidenceExport = components['schemas']['EvidenceExport'];

/**
 * What was found wrong with the ledger.
 *
 * @public
 */
export type LedgerAlarms = components['schemas']['LedgerAlarms'];

/**
 * Full verifications of the ledger, and what they have shown.
 *
 * @public
 */
export type LedgerVerifications = components['schemas']['LedgerVerifications'];

/**
 * A plan in a list.
 *
 * @public
 */
export type PlanSummary = components['schemas']['PlanSummary'];

/**
 * One plan with everything that is known about it.
 *
 * @public
 */
export type PlanDetail = components['schemas']['PlanDetail'];

/**
 * What is given to make or change a plan.
 *
 * @public
 */
export type PlanInput = components['schemas']['PlanInput'];

/**
 * One page of plans.
 *
 * @public
 */
export type PlanPage = components['schemas']['PlanPage'];

/**
 * Whether somebody may do something now, and why not.
 *
 * @public
 */
export type PlanAction = components['schemas']['PlanAction'];

/**
 * What the caller may do with a plan now, and why not.
 *
 * @public
 */
export type PlanActions = components['schemas']['PlanActions'];

/**
 * What one person said about a plan.
 *
 * @public
 */
export type PlanApproval = components['schemas']['PlanApproval'];

/**
 * What was decided about a plan, in four parts.
 *
 * @public
 */
export type PlanDecision = components['schemas']['Decision'];

/**
 * One of the four parts of a decision.
 *
 * @public
 */
export type DecisionPart = components['schemas']['DecisionPart'];

/**
 * How far the approvals of a plan are.
 *
 * @public
 */
export type ApprovalProgress = components['schemas']['ApprovalProgress'];

/**
 * A plan in the inbox.
 *
 * @public
 */
export type ApprovalRequest = components['schemas']['ApprovalRequest'];

/**
 * One page of the inbox.
 *
 * @public
 */
export type ApprovalPage = components['schemas']['ApprovalPage'];

/**
 * What plans can be made of.
 *
 * @public
 */
export type OperationDescription =
  components['schemas']['OperationDescription'];

/**
 * A cluster that a connector reaches.
 *
 * @public
 */
export type ClusterDescription = components['schemas']['ClusterDescription'];

/**
 * The takeover levels of one entity.
 *
 * @public
 */
export type Levels = components['schemas']['Levels'];

/**
 * The takeover level of one entity in one environment.
 *
 * @public
 */
export type LevelStanding = components['schemas']['LevelStanding'];

/**
 * A change of a takeover level.
 *
 * @public
 */
export type LevelChange = components['schemas']['LevelChange'];

/**
 * What stops writes.
 *
 * @public
 */
export type Freeze = components['schemas']['Freeze'];

/**
 * What is given to stop writes.
 *
 * @public
 */
export type FreezeInput = components['schemas']['FreezeInput'];

/**
 * One version of the guardrails in a list.
 *
 * @public
 */
export type GuardrailVersion = components['schemas']['GuardrailVersion'];

/**
 * One version of the guardrails with its data.
 *
 * @public
 */
export type GuardrailVersionDetail =
  components['schemas']['GuardrailVersionDetail'];

/**
 * What other guardrails would have decided.
 *
 * @public
 */
export type GuardrailSimulation = components['schemas']['GuardrailSimulation'];

/**
 * Whether policy can be evaluated.
 *
 * @public
 */
export type PolicyStatus = components['schemas']['PolicyStatus'];

/**
 * Whether somebody has proven lately to be there.
 *
 * @public
 */
export type Presence = components['schemas']['Presence'];

/**
 * Where somebody proves to be there.
 *
 * @public
 */
export type PresenceChallenge = components['schemas']['PresenceChallenge'];

/**
 * Who is called for one entity in one environment.
 *
 * @public
 */
export type OnCall = components['schemas']['OnCall'];

/**
 * Something that is wrong with an entity, as somebody said who is on call.
 *
 * @public
 */
export type Incident = components['schemas']['Incident'];

/**
 * What is given to open an incident.
 *
 * @public
 */
export type IncidentInput = components['schemas']['IncidentInput'];

/**
 * One page of incidents.
 *
 * @public
 */
export type IncidentPage = components['schemas']['Incidents'];

/**
 * A higher level for a short time, as it was asked for and as it stands.
 *
 * @public
 */
export type ElevationRequest = components['schemas']['ElevationRequest'];

/**
 * What is given to ask for an elevation.
 *
 * @public
 */
export type ElevationInput = components['schemas']['ElevationInput'];

/**
 * The elevations of one entity, and whether the caller may ask for one.
 *
 * @public
 */
export type ElevationRequests = components['schemas']['ElevationRequests'];
