import { Select } from '@backstage/ui';
import { useText } from '../../translation';
import { useOperatedEntities } from '../useOperatedEntities';

/** Chooses what a plan is for. */
export function EntityPicker(props: {
  entityRef: string;
  onChange: (entityRef: string) => void;
}) {
  const { entityRef, onChange } = props;
  const t = useText();
  const { value, loading } = useOperatedEntities();
  const known = value ?? [];
  const options = known.map(each => ({
    value: each.entityRef,
    label: `${each.title} · ${each.kind}`,
  }));
  return (
    <Select
      label={t('plans.entity')}
      isRequired
      search={{ placeholder: t('plans.entitySearch') }}
      isDisabled={loading && !entityRef}
      options={
        // One that came with the address is kept, even where the list is too long for it.
        !entityRef || known.some(each => each.entityRef === entityRef)
          ? options
          : [{ value: entityRef, label: entityRef }, ...options]
      }
      selectedKey={entityRef || null}
      onSelectionChange={key => onChange(String(key ?? ''))}
    />
  );
}
