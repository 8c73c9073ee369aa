import { useApi } from '@backstage/frontend-plugin-api';
import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { Alert } from '@backstage/ui';
import useAsync from 'react-use/esm/useAsync';
import { Difference } from '../../path/Difference';
import { differencesBetween } from '../../path/differencesBetween';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import { planApiRef } from '../planApiRef';
import type { PlanRevision } from '../PlanTypes';
import styles from './RevisionNotice.module.css';

/** What the newest revision changed against the one before, and whose approvals that made void. */
export function RevisionNotice(props: { detail: PlanDetail }) {
  const { plan, approvals, revisions } = props.detail;
  const api = useApi(planApiRef);
  const t = useText();
  const { value } = useAsync(
    async () =>
      plan.revision > 1
        ? {
            before: await api.getRevision(plan.id, plan.revision - 1),
            after: await api.getRevision(plan.id, plan.revision),
          }
        : undefined,
    [api, plan.id, plan.revision],
  );
  if (plan.revision < 2 || !value) {
    return null;
  }
  const void_ = approvals.filter(
    ({ planHash, decision }) =>
      planHash !== plan.planHash && decision === 'approved',
  );
  const differences = differencesBetween(
    shownOf(value.before),
    shownOf(value.after),
  );
  const by = revisions.find(each => each.revision === plan.revision)?.createdBy;
  return (
    <Alert
      status={void_.length > 0 ? 'warning' : 'info'}
      icon
      title={t('plans.revisionOf', {
        revision: String(plan.revision),
        who: shortRef(by ?? plan.requestedBy),
      })}
      description={
        <div className={styles.notice}>
          {void_.length > 0 && (
            <p>
              {t('plans.approvalsVoid', {
                count: void_.length,
                who: [...new Set(void_.map(each => shortRef(each.by)))].join(
                  ', ',
                ),
              })}
            </p>
          )}
          <p>
            {differences.length > 0
              ? t('plans.changedSince', { revision: String(plan.revision - 1) })
              : t('plans.nothingWritten')}
          </p>
          {differences.length > 0 && <Difference changes={differences} />}
        </div>
      }
    />
  );
}

/** What people wrote, and what the dry run made of it; what always differs is left out. */
function shownOf({ content, resolved }: PlanRevision) {
  const { steps, ...written } = content;
  return {
    ...written,
    steps: Object.fromEntries(steps.map(({ id, ...step }) => [id, step])),
    targets: Object.fromEntries(
      resolved.map(({ stepId, targets, preview }) => [
        stepId,
        {
          objects: targets.map(({ cluster, namespace, kind, name, uid }) => ({
            cluster,
            namespace,
            kind,
            name,
            uid,
          })),
          summary: preview?.summary,
        },
      ]),
    ),
  };
}
