import { Container } from '@backstage/ui';
import { ResponseError } from '@backstage/errors';
import {
  paymentsOperations,
  redHealth,
  samsPermissions,
  unannotatedOperations,
  unknownClusterOperations,
} from '../src/__testUtils__/examples';
import { BackendMissingError } from '../src/api/BackendMissingError';
import { ClusterList } from '../src/components/ClusterList';
import { CopyBlock } from '../src/components/CopyBlock';
import { DeniedState } from '../src/components/DeniedState';
import { EmptyState } from '../src/components/EmptyState';
import { EnvironmentBanner } from '../src/components/EnvironmentBanner';
import { EnvironmentList } from '../src/components/EnvironmentList';
import { LoadingState } from '../src/components/LoadingState';
import { NextStep } from '../src/components/NextStep';
import { PartialState } from '../src/components/PartialState';
import { PermissionList } from '../src/components/PermissionList';
import { ProblemState } from '../src/components/ProblemState';
import { Section } from '../src/components/Section';
import { StatusLine } from '../src/components/StatusLine';
import { HealthCheck } from '../src/pages/HealthPage/HealthCheck';
import { HealthHeadline } from '../src/pages/HealthPage/HealthHeadline';
import styles from './Gallery.module.css';
import { LedgerGallery } from './LedgerGallery';
import { PathGallery } from './PathGallery';

const again = () => undefined;

function answered(statusCode: number, message: string): Error {
  return Object.assign(new Error(`Request failed with ${statusCode}`), {
    name: 'ResponseError',
    statusCode,
    body: {
      error: { name: 'Error', message },
      response: { statusCode },
    },
  } satisfies Partial<ResponseError>);
}

const problems = [
  new BackendMissingError(),
  new TypeError('Failed to fetch'),
  answered(401, 'Illegal token'),
  answered(403, 'It needs the role viewer.'),
  answered(404, 'The catalog has no component:default/paymints'),
  answered(500, 'The database is locked'),
];

/** Every shared piece in every state, side by side. */
export function Gallery() {
  return (
    <Container py="4">
      <div className={styles.gallery}>
        <Section title="EnvironmentBanner">
          <div className={styles.stack}>
            <EnvironmentBanner
              environment="production"
              clusters={['eu-prod-1']}
              namespace="payments"
              note="this page only reads"
            />
            <EnvironmentBanner
              environment="production"
              clusters={['eu-west-9']}
              assumed
            />
            <EnvironmentBanner
              environment="pre-production"
              clusters={['staging']}
              alsoIn={['development']}
            />
            <EnvironmentBanner environment="test" clusters={['qa-1', 'qa-2']} />
            <EnvironmentBanner environment="development" clusters={['local']} />
          </div>
        </Section>
        <Section title="StatusLine">
          <div className={styles.stack}>
            <StatusLine tone="good" word="Fine">
              All 9 checks are fine
            </StatusLine>
            <StatusLine tone="attention" word="Look at this">
              2 of 9 checks want a look
            </StatusLine>
            <StatusLine tone="bad" word="Failed">
              One check failed. Every write is closed.
            </StatusLine>
            <StatusLine tone="neutral" word="Refused">
              It needs the role policy-admin.
            </StatusLine>
          </div>
        </Section>
        <Section title="LoadingState">
          <LoadingState />
        </Section>
        <Section title="EmptyState">
          <EmptyState
            title="You have no role yet"
            action={<CopyBlock text="roles: [operator]" what="the example" />}
          >
            An administrator gives a group of yours a role.
          </EmptyState>
        </Section>
        <Section title="PartialState">
          <PartialState onRetry={again}>
            What you may do here is not known right now. The rest of this page
            is.
          </PartialState>
        </Section>
        <Section title="DeniedState">
          <DeniedState reason="It needs the role viewer." />
        </Section>
        <div className={styles.wide}>
          <Section title="ProblemState">
            <div className={styles.stack}>
              {problems.map(error => (
                <ProblemState
                  key={error.message}
                  error={error}
                  onRetry={again}
                />
              ))}
            </div>
          </Section>
        </div>
        <NextStep step={unannotatedOperations.nextStep} />
        <Section title="ClusterList">
          <ClusterList
            clusters={[
              ...paymentsOperations.clusters,
              ...unknownClusterOperations.clusters,
            ]}
          />
        </Section>
        <div className={styles.wide}>
          <Section title="EnvironmentList">
            <EnvironmentList environments={paymentsOperations.environments} />
          </Section>
        </div>
        <div className={styles.wide}>
          <Section title="PermissionList">
            <PermissionList permissions={samsPermissions.permissions} />
          </Section>
        </div>
        <div className={styles.wide}>
          <Section title="Health">
            <div className={styles.stack}>
              <HealthHeadline report={redHealth} />
              <ul className={styles.checks}>
                {redHealth.checks.map(check => (
                  <HealthCheck key={check.id} check={check} />
                ))}
              </ul>
            </div>
          </Section>
        </div>
        <PathGallery />
        <LedgerGallery />
      </div>
    </Container>
  );
}
