import { Button } from '@backstage/ui';
import { useText } from '../../translation';
import { emptyOf } from './emptyOf';
import styles from './GuardrailForm.module.css';
import type { Shape } from './Shape';
import { ShapeField } from './ShapeField';
import { useGuardrailWords } from './useGuardrailWords';
import { withField } from './withField';

/** Fields that belong together; where they are not needed they can be left out together. */
export function FieldGroup(props: {
  label: string;
  shape: Shape;
  isRequired: boolean;
  value: Record<string, unknown> | undefined;
  onChange: (value: unknown) => void;
}) {
  const { label, shape, isRequired, value, onChange } = props;
  const t = useText();
  const { fieldWords } = useGuardrailWords();
  if (!value && !isRequired) {
    return (
      <div>
        <Button
          size="small"
          variant="tertiary"
          onPress={() => onChange(emptyOf(shape))}
        >
          {t('guardrails.addGroup', { name: label })}
        </Button>
      </div>
    );
  }
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <div className={styles.fields}>
        {Object.entries(shape.properties ?? {}).map(([name, each]) => (
          <ShapeField
            key={name}
            name={name}
            label={fieldWords(name)}
            shape={each}
            isRequired={shape.required?.includes(name) ?? false}
            value={value?.[name]}
            onChange={next => onChange(withField(value ?? {}, name, next))}
          />
        ))}
      </div>
      {!isRequired && (
        <div>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => onChange(undefined)}
          >
            {t('guardrails.removeGroup', { name: label })}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
