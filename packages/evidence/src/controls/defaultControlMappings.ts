import type { ControlMapping } from './ControlMapping';

const note =
  'A help for finding things, not a certification: it says where to look, not that a control is met. Edit it to fit your own controls.';

const access =
  'entries.csv: rows with operation type permission_change, elevation or denial; columns actor, permission level, decision.';
const privileged =
  'entries.csv: rows with operation type exec, elevation or configuration_change; columns actor, acting identity, cluster in scope, reason.';
const changes =
  'entries.csv: rows of kind intent and outcome with the same plan hash; approvals.csv for who agreed before.';
const logging =
  'entries.jsonl and proofs/: every entry of the range with its place in the signed log; `understudy audit verify` computes all of it again.';
const review =
  'entries.csv: rows with operation type review or note; columns actor, outcome, occurred at.';
const incidents =
  'entries.csv: rows with operation type troubleshooting, diagnostic or rollback; columns error context, recovery actions, correlation id; notes.txt if there is one.';
const signIn = 'entries.csv: rows with operation type sign_in or denial.';

const of = (
  id: string,
  framework: string,
  controls: Array<[string, string, string]>,
): ControlMapping => ({
  id,
  framework,
  note,
  controls: controls.map(([control, about, look]) => ({
    id: control,
    about,
    look,
  })),
});

/**
 * The mappings that come with Understudy.
 *
 * @public
 */
export const defaultControlMappings: readonly ControlMapping[] = [
  of('soc2', 'SOC 2 (Trust Services Criteria)', [
    ['CC6.1', 'Logical access is restricted', access],
    ['CC6.2', 'People are known before they get access', signIn],
    ['CC6.3', 'Access is given, changed and taken away', access],
    ['CC7.2', 'The system is watched for what is unusual', review],
    ['CC7.3', 'Events are looked into', incidents],
    ['CC7.4', 'Incidents are answered', incidents],
    ['CC8.1', 'Changes are authorised, tried and approved', changes],
  ]),
  of('iso27001', 'ISO/IEC 27001:2022, Annex A', [
    ['5.15', 'Access control', access],
    ['5.18', 'Access rights', access],
    ['5.28', 'Evidence is collected so that it holds', logging],
    ['8.2', 'Privileged access', privileged],
    ['8.15', 'Logs are kept and protected', logging],
    ['8.16', 'Activities are monitored', review],
    ['8.32', 'Change management', changes],
  ]),
  of('pci-dss', 'PCI DSS 4.0', [
    ['6.5.1', 'Changes follow a procedure', changes],
    ['7.2', 'Access is by need', access],
    ['10.2.1', 'Audit logs are on', logging],
    ['10.2.1.2', 'What administrators do is logged', privileged],
    ['10.2.2', 'Log entries say who, what, when and how it ended', logging],
    ['10.3.2', 'Logs cannot be changed', logging],
    ['10.4.1', 'Logs are reviewed', review],
  ]),
  of('hipaa', 'HIPAA Security Rule, 45 CFR 164', [
    ['164.308(a)(1)(ii)(D)', 'Activity is reviewed', review],
    ['164.308(a)(4)', 'Access is authorised', access],
    ['164.308(a)(6)(ii)', 'Incidents are answered and documented', incidents],
    ['164.312(a)(1)', 'Access control', access],
    ['164.312(b)', 'Audit controls', logging],
    ['164.312(c)(1)', 'Integrity', logging],
    ['164.312(d)', 'People are who they say', signIn],
  ]),
];
