import { Button } from '@backstage/ui';
import { useText } from '../../translation';
import { emptyOf } from './emptyOf';
import styles from './GuardrailForm.module.css';
import { isRecord } from './isRecord';
import type { Shape } from './Shape';
import { ShapeField } from './ShapeField';
import { useGuardrailWords } from './useGuardrailWords';
import { withField } from './withField';

/** Entries of a list, each with its fields; their order means nothing. */
export function RowsField(props: {
  label: string;
  shape: Shape;
  isRequired: boolean;
  value: unknown[];
  onChange: (value: unknown) => void;
}) {
  const { label, shape, isRequired, value, onChange } = props;
  const t = useText();
  const { fieldWords, valueWords } = useGuardrailWords();
  const entry = shape.items ?? {};
  const remove = (index: number) => {
    const left = value.filter((_, at) => at !== index);
    onChange(left.length === 0 && !isRequired ? undefined : left);
  };
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {shape.description && <p>{shape.description}</p>}
      {value.length === 0 && <p>{t('guardrails.noEntry')}</p>}
      <ol className={styles.rows}>
        {value.map((row, index) => {
          const fields = isRecord(row) ? row : {};
          const name = nameOf(fields, valueWords) || String(index + 1);
          return (
            <li key={index}>
              <fieldset className={styles.row}>
                <legend>{name}</legend>
                <div className={styles.fields}>
                  {Object.entries(entry.properties ?? {}).map(
                    ([field, inner]) => (
                      <ShapeField
                        key={field}
                        name={field}
                        label={fieldWords(field)}
                        shape={inner}
                        isRequired={entry.required?.includes(field) ?? false}
                        value={fields[field]}
                        onChange={next =>
                          onChange(
                            value.map((each, at) =>
                              at === index
                                ? withField(fields, field, next)
                                : each,
                            ),
                          )
                        }
                      />
                    ),
                  )}
                </div>
                <div>
                  <Button
                    size="small"
                    variant="tertiary"
                    aria-label={t('guardrails.removeEntry', { name })}
                    onPress={() => remove(index)}
                  >
                    {t('plans.removeStep')}
                  </Button>
                </div>
              </fieldset>
            </li>
          );
        })}
      </ol>
      <div>
        <Button
          size="small"
          variant="secondary"
          onPress={() => onChange([...value, emptyOf(entry)])}
        >
          {t('guardrails.addEntry', { name: label })}
        </Button>
      </div>
    </fieldset>
  );
}

/** What an entry is known by. */
function nameOf(
  { id, operation, environment, tier }: Record<string, unknown>,
  words: (value: string) => string,
): string {
  return [id ?? operation, environment, id || operation ? undefined : tier]
    .filter((each): each is string => typeof each === 'string' && each !== '')
    .map(words)
    .join(', ');
}
