import { Link } from '@backstage/ui';
import { takeoverLevelLabel } from '@understudy/plugin-understudy-common';
import type { AuditEntry } from '../../audit/AuditEntry';
import { formatNumber } from '../../formatNumber';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import { EntityLink } from '../EntityLink';
import { EnvironmentChip } from '../EnvironmentChip';
import { ActorName } from '../EntryWords';
import { EntryFact } from './EntryFact';
import { formatDuration } from './formatDuration';
import styles from './EntryDetail.module.css';

/** Who, what, where, when, how and why, in the order in which people ask. */
export function EntryFacts(props: {
  item: AuditEntry;
  /** Where everything of one correlation is shown. */
  correlationHref?: (id: string) => string;
}) {
  const { item, correlationHref } = props;
  const { entry, redacted } = item;
  const { actor, scope, decision, approvals = [], parameters } = entry;
  const t = useText();
  const durationMs = entry.durationMs ?? item.closed?.durationMs;
  const objects =
    scope?.resources?.join(', ') ??
    (scope?.count === undefined
      ? undefined
      : t('entry.objects', { count: scope.count }));
  return (
    <dl className={styles.facts}>
      <EntryFact name={t('entry.when')}>
        <time dateTime={entry.occurredAt}>
          {new Intl.DateTimeFormat(undefined, {
            dateStyle: 'medium',
            timeStyle: 'long',
          }).format(new Date(entry.occurredAt))}
        </time>
        {durationMs !== undefined && (
          <small>
            {t('entry.took', { duration: formatDuration(durationMs) })}
          </small>
        )}
      </EntryFact>
      <EntryFact name={t('entry.who')}>
        <ActorName actor={actor} />
        <small>
          {[
            actor.id,
            t(`entry.actor.${actor.type}`),
            actor.onBehalfOf &&
              t('entry.onBehalfOf', { who: actor.onBehalfOf }),
            actor.mappedFrom &&
              t('entry.mappedFrom', { account: actor.mappedFrom }),
            entry.actingIdentity &&
              t('entry.as', { identity: entry.actingIdentity }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </EntryFact>
      <EntryFact name={t('entry.operation')}>
        {t(`entry.operationType.${entry.operationType}`)}
        <small>
          <code>{entry.action}</code>
        </small>
      </EntryFact>
      <EntryFact name={t('entry.command')}>
        {entry.commandText && <code>{entry.commandText}</code>}
      </EntryFact>
      <EntryFact name={t('entry.entity')}>
        {entry.entityRef && <EntityLink entityRef={entry.entityRef} />}
      </EntryFact>
      <EntryFact name={t('entry.where')}>
        {(entry.environment || scope?.cluster || scope?.namespace) && (
          <span className={styles.inline}>
            {entry.environment && <EnvironmentChip name={entry.environment} />}
            {[scope?.cluster, scope?.namespace].filter(Boolean).join('/')}
          </span>
        )}
      </EntryFact>
      <EntryFact name={t('entry.resources')}>{objects}</EntryFact>
      <EntryFact name={t('entry.system')}>{entry.targetSystem}</EntryFact>
      <EntryFact name={t('entry.why')}>{entry.reason}</EntryFact>
      <EntryFact name={t('entry.door')}>
        {[t(`entry.source.${entry.source}`), entry.channelRef]
          .filter(Boolean)
          .join(' · ')}
      </EntryFact>
      <EntryFact name={t('entry.decision')}>
        {decision && (
          <>
            {t(`entry.decisionWord.${decision.decision}`)}
            {decision.ruleIds.map(rule => (
              <code key={rule}>{rule}</code>
            ))}
            <small>
              {[decision.policyVersion, ...(decision.constraints ?? [])]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </>
        )}
      </EntryFact>
      <EntryFact name={t('entry.approvalsTitle')}>
        {approvals.length > 0 && (
          <ul className={styles.plain}>
            {approvals.map(approval => (
              <li key={`${approval.by} ${approval.at}`}>
                {t(`entry.approvalWord.${approval.decision}`)}{' '}
                {t('entry.approvedBy', {
                  who: shortRef(approval.by),
                  when: new Intl.DateTimeFormat(undefined, {
                    dateStyle: 'medium',
                    timeStyle: 'medium',
                  }).format(new Date(approval.at)),
                })}
              </li>
            ))}
          </ul>
        )}
      </EntryFact>
      <EntryFact name={t('entry.level')}>
        {[
          entry.takeoverLevel && takeoverLevelLabel(entry.takeoverLevel),
          entry.riskTier,
          entry.changeLevel,
          entry.permissionLevel,
        ]
          .filter(Boolean)
          .join(' · ')}
      </EntryFact>
      <EntryFact name={t('entry.plan')}>
        {[
          entry.planId,
          entry.planRevision !== undefined && `r${entry.planRevision}`,
          entry.planHash,
        ]
          .filter(Boolean)
          .join(' · ')}
      </EntryFact>
      <EntryFact name={t('entry.run')}>
        {[entry.executionId, entry.stepId].filter(Boolean).join(' · ')}
      </EntryFact>
      <EntryFact name={t('entry.rollback')}>{entry.rollbackOf}</EntryFact>
      <EntryFact name={t('entry.evidence')}>
        {entry.evidenceRefs?.join(', ')}
      </EntryFact>
      <EntryFact name={t('entry.output')}>
        {entry.outputDigest && <code>{entry.outputDigest}</code>}
      </EntryFact>
      <EntryFact name={t('entry.parameters')}>
        {parameters && (
          <pre className={styles.small}>
            {JSON.stringify(parameters, undefined, 2)}
          </pre>
        )}
      </EntryFact>
      <EntryFact name={t('entry.tags')}>
        {entry.contextTags &&
          Object.entries(entry.contextTags)
            .map(([name, value]) => `${name}: ${value}`)
            .join(' · ')}
      </EntryFact>
      <EntryFact name={t('entry.correlation')}>
        {entry.correlationId && (
          <>
            <code>{entry.correlationId}</code>{' '}
            {correlationHref && (
              <Link href={correlationHref(entry.correlationId)}>
                {t('entry.correlationShow')}
              </Link>
            )}
          </>
        )}
      </EntryFact>
      <EntryFact name={t('entry.redactedTitle')}>
        {redacted.length > 0 && (
          <>
            {t('entry.redacted', { count: redacted.length })}
            <small>{redacted.join(', ')}</small>
          </>
        )}
      </EntryFact>
      <EntryFact name={t('entry.id')}>
        <code>{item.id}</code>
        <small>{t('entry.number', { index: formatNumber(item.index) })}</small>
      </EntryFact>
    </dl>
  );
}
