/** Whom the example host lets use a permission. */
export type HostAudience =
  /** Everyone who is signed in. */
  | 'everyone'
  /** People who operate what their team owns. */
  | 'operators'
  /** People who run the host itself. */
  | 'platform'
  /** Nobody, whatever the role. */
  | 'nobody';

/**
 * Who may do what in the example host apart from Understudy itself. A permission that is not listed is
 * denied, so that a new plugin is decided on here before anyone can use it.
 */
export const hostPermissions: ReadonlyMap<string, HostAudience> = new Map<
  string,
  HostAudience
>([
  ['catalog.entity.read', 'everyone'],
  ['catalog.location.read', 'everyone'],
  // These change what the catalog holds, or have the backend fetch an address that the caller chose.
  ['catalog.entity.create', 'platform'],
  ['catalog.entity.delete', 'platform'],
  ['catalog.entity.refresh', 'platform'],
  ['catalog.entity.validate', 'platform'],
  ['catalog.location.create', 'platform'],
  ['catalog.location.delete', 'platform'],
  ['catalog.location.analyze', 'platform'],
  ['catalog.ingestion.read', 'platform'],
  ['catalog.ingestion.manage', 'platform'],

  ['scaffolder.template.parameter.read', 'everyone'],
  ['scaffolder.template.step.read', 'everyone'],
  ['scaffolder.task.read', 'everyone'],
  ['scaffolder.task.create', 'operators'],
  ['scaffolder.task.cancel', 'operators'],
  ['scaffolder.action.execute', 'operators'],
  ['scaffolder.template.dry-run', 'operators'],
  ['scaffolder.template.management', 'platform'],

  ['kubernetes.clusters.read', 'everyone'],
  ['kubernetes.resources.read', 'everyone'],
  // The proxy passes any request on with the host's own credentials, and so around every plan and approval.
  ['kubernetes.proxy', 'nobody'],
]);
