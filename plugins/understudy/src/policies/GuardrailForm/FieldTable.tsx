import styles from './GuardrailForm.module.css';
import { isRecord } from './isRecord';
import type { Shape } from './Shape';
import { ShapeField } from './ShapeField';
import { shapeKind } from './shapeKind';
import { useGuardrailWords } from './useGuardrailWords';
import { withField } from './withField';

/** One value for each environment or takeover level. */
export function FieldTable(props: {
  name: string;
  label: string;
  shape: Shape;
  value: Record<string, unknown>;
  onChange: (value: unknown) => void;
}) {
  const { name, label, shape, value, onChange } = props;
  const { fieldWords, valueWords } = useGuardrailWords();
  const { additionalProperties: entry, propertyNames } = shape;
  if (!isRecord(entry)) {
    return null;
  }
  const each = entry as Shape;
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {shape.description && <p>{shape.description}</p>}
      <div className={styles.fields}>
        {(propertyNames?.enum ?? []).map(key =>
          shapeKind(each) === 'group' ? (
            <fieldset key={key} className={styles.row}>
              <legend>{valueWords(key)}</legend>
              <div className={styles.fields}>
                {Object.entries(each.properties ?? {}).map(([field, inner]) => {
                  const fields = isRecord(value[key]) ? value[key] : {};
                  return (
                    <ShapeField
                      key={field}
                      name={field}
                      label={fieldWords(field)}
                      shape={inner}
                      isRequired
                      value={fields[field]}
                      onChange={next =>
                        onChange(
                          withField(value, key, withField(fields, field, next)),
                        )
                      }
                    />
                  );
                })}
              </div>
            </fieldset>
          ) : (
            <ShapeField
              key={key}
              name={name}
              label={valueWords(key)}
              shape={each}
              isRequired={shape.required?.includes(key) ?? false}
              value={value[key]}
              onChange={next => onChange(withField(value, key, next))}
            />
          ),
        )}
      </div>
    </fieldset>
  );
}
