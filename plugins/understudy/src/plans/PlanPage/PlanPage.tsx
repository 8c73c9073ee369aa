import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Container, Link } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { Section } from '../../components/Section';
import { useConsolePath } from '../../hooks/useConsolePath';
import { saveFile } from '../../saveFile';
import { useText } from '../../translation';
import { planApiRef } from '../planApiRef';
import { PlanHistory } from '../PlanHistory';
import { PlanView } from '../PlanView';
import { usePlan } from '../usePlan';
import styles from './PlanPage.module.css';

/** One plan: its card, what can be done about it, and where it has been. */
export function PlanPage() {
  const { planId = '' } = useParams();
  const api = useApi(planApiRef);
  const t = useText();
  const consolePath = useConsolePath();
  const watched = usePlan(planId);
  const { detail } = watched;
  const save = async () => {
    const document = await api.exportPlan(planId);
    saveFile(
      new Blob([`${JSON.stringify(document, undefined, 2)}\n`], {
        type: 'application/json',
      }),
      `plan-${planId}.json`,
    );
  };
  return (
    <Container pb="6">
      <div className={styles.page}>
        <p>
          <Link href={`${consolePath}/plans`}>{t('plans.all')}</Link>
        </p>
        <h2 className={styles.title}>{t('plans.one')}</h2>
        <div className={styles.columns}>
          <PlanView watched={watched} />
          {detail && (
            <Section
              title={t('plans.history')}
              action={
                <Button size="small" variant="secondary" onPress={save}>
                  {t('plans.export')}
                </Button>
              }
            >
              <PlanHistory detail={detail} />
            </Section>
          )}
        </div>
      </div>
    </Container>
  );
}
