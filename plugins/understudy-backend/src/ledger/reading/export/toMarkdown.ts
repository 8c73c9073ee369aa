import type { AuditEntry } from '@understudy/plugin-understudy-common';

/** Text from outside is text: no link, picture or HTML comes of it. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~>:]/g, '\\$&');
}

function line(label: string, value: string | undefined): string {
  return value ? `- ${label}: ${plain(value)}\n` : '';
}

/** What stands above the entries. */
export function markdownHead(options: {
  at: Date;
  by: string;
  entries: number;
  complete: boolean;
}): string {
  const { at, by, entries, complete } = options;
  return `# What was done\n\n${entries} entries of the ledger, taken out on ${at.toISOString()} by ${plain(
    by,
  )}. ${
    complete
      ? 'Nothing that fits was left out.'
      : 'There are more that fit; ask for a shorter time.'
  } An entry can be verified by its index and leaf hash.\n`;
}

/** An entry as a section of an incident report. */
export function toMarkdown(item: AuditEntry): string {
  const { entry } = item;
  const { scope, decision } = entry;
  const outcome = entry.outcome ?? item.outcome?.outcome;
  const failure = entry.errorContext ?? item.outcome?.errorContext;
  const recovery = entry.recoveryActions ?? item.outcome?.recoveryActions;
  return [
    `\n## ${plain(entry.occurredAt)} ${plain(entry.action)}\n\n`,
    line('Who', entry.actor.display ?? entry.actor.id),
    line('Through', entry.source),
    line('Entity', entry.entityRef),
    line(
      'Where',
      [
        entry.environment,
        scope?.cluster,
        scope?.namespace,
        ...(scope?.resources ?? []),
      ]
        .filter(Boolean)
        .join(', '),
    ),
    line('Command', entry.commandText),
    line('Why', entry.reason),
    line(
      'Decision',
      decision && `${decision.decision} by ${decision.ruleIds.join(', ')}`,
    ),
    line(
      'Approvals',
      entry.approvals
        ?.map(({ by, decision: said }) => `${by} ${said}`)
        .join(', '),
    ),
    line('Outcome', outcome?.replaceAll('_', ' ')),
    line('What went wrong', failure && JSON.stringify(failure)),
    line('What was tried', recovery?.join('; ')),
    line('Redacted', item.redacted.join(', ')),
    line('Problem', item.problem),
    line('Index', String(item.index)),
    line('Leaf hash', item.leafHash),
  ].join('');
}
