import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useConsolePath } from '../../hooks/useConsolePath';
import { ActProblem } from '../../path/ActProblem';
import { useText } from '../../translation';
import { planApiRef } from '../planApiRef';

/** Makes a draft of a plan that was exported somewhere; what the file says about targets or approvals counts for nothing. */
export function ImportPlan() {
  const api = useApi(planApiRef);
  const t = useText();
  const navigate = useNavigate();
  const consolePath = useConsolePath();
  const input = useRef<HTMLInputElement>(null);
  const [isPending, setPending] = useState(false);
  const [failed, setFailed] = useState<Error>();

  const take = async (file: File) => {
    setPending(true);
    setFailed(undefined);
    try {
      const { plan } = await api.importPlan(JSON.parse(await file.text()));
      navigate(`${consolePath}/plans/${plan.id}`);
    } catch (error) {
      setFailed(
        error instanceof SyntaxError
          ? new Error(t('plans.notJson', { name: file.name }))
          : (error as Error),
      );
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={t('plans.importFile')}
        onChange={event => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) {
            take(file);
          }
        }}
      />
      <Button
        variant="secondary"
        isPending={isPending}
        onPress={() => input.current?.click()}
      >
        {t('plans.import')}
      </Button>
      {failed && <ActProblem error={failed} />}
    </>
  );
}
