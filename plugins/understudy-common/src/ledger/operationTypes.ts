/**
 * What kind of thing an entry of the ledger records. The first eight are those
 * that operations people have counted by for years; the others came with the
 * understudy.
 *
 * @public
 */
export const operationTypes = [
  'deployment',
  'configuration_change',
  'data_migration',
  'rollback',
  'monitoring_update',
  'troubleshooting',
  'feedback_response',
  'permission_change',
  'diagnostic',
  'exec',
  'tool_selection',
  'approval',
  'elevation',
  'policy_change',
  'export',
  'chat_command',
  'template_task',
  'sign_in',
  'denial',
  'key_rotation',
  'redaction',
  'review',
  'note',
  'ledger',
] as const;

/**
 * One of the {@link operationTypes}.
 *
 * @public
 */
export type OperationType = (typeof operationTypes)[number];
