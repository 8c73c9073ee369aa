import {
  Checkbox,
  CheckboxGroup,
  NumberField,
  Select,
  Switch,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useText } from '../../translation';
import { FieldGroup } from './FieldGroup';
import { FieldTable } from './FieldTable';
import styles from './GuardrailForm.module.css';
import { isRecord } from './isRecord';
import { RowsField } from './RowsField';
import type { Shape } from './Shape';
import { shapeKind } from './shapeKind';
import { useGuardrailWords } from './useGuardrailWords';

/** One place of the guardrails, written with what its shape wants. */
export function ShapeField(props: {
  name: string;
  label: string;
  shape: Shape;
  isRequired: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { name, label, shape, isRequired, value, onChange } = props;
  const t = useText();
  const { valueWords } = useGuardrailWords();
  const description = shape.description;

  switch (shapeKind(shape)) {
    case 'choice': {
      const values: (string | number | boolean)[] =
        shape.enum ?? shape.anyOf?.flatMap(each => each.const ?? []) ?? [];
      return (
        <Select
          label={label}
          description={description}
          isRequired={isRequired}
          options={values.map(each => ({
            value: String(each),
            label: valueWords(
              name === 'rolloutStage' ? `stage${each}` : String(each),
            ),
          }))}
          selectedKey={value === undefined ? null : String(value)}
          onSelectionChange={key =>
            onChange(values.find(each => String(each) === key))
          }
        />
      );
    }
    case 'flag':
      return (
        <Switch
          label={label}
          isSelected={value === true}
          // What can only be true is left out otherwise.
          onChange={next =>
            onChange(!next && shape.const === true ? undefined : next)
          }
        />
      );
    case 'count':
      return (
        <NumberField
          label={label}
          description={description}
          isRequired={isRequired}
          minValue={shape.minimum}
          maxValue={shape.maximum}
          step={1}
          value={typeof value === 'number' ? value : NaN}
          onChange={next => onChange(Number.isNaN(next) ? undefined : next)}
        />
      );
    case 'choices':
      return (
        <CheckboxGroup
          className={styles.choices}
          label={label}
          description={description}
          orientation="horizontal"
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={next =>
            onChange(next.length === 0 && !isRequired ? undefined : next)
          }
        >
          {(shape.items?.enum ?? []).map(each => (
            <Checkbox key={each} value={each}>
              {valueWords(each)}
            </Checkbox>
          ))}
        </CheckboxGroup>
      );
    case 'texts':
      return (
        <TextAreaField
          label={label}
          description={description ?? t('guardrails.eachLine')}
          rows={2}
          spellCheck="false"
          value={Array.isArray(value) ? value.join('\n') : ''}
          onChange={text =>
            onChange(text === '' && !isRequired ? undefined : text.split('\n'))
          }
        />
      );
    case 'labels':
      return (
        <TextAreaField
          label={label}
          description={t('guardrails.eachLabel')}
          rows={2}
          spellCheck="false"
          defaultValue={
            isRecord(value)
              ? Object.entries(value)
                  .map(([key, each]) => `${key}=${each}`)
                  .join('\n')
              : ''
          }
          onChange={text => onChange(labelsOf(text))}
        />
      );
    case 'rows':
      return <RowsField {...props} value={Array.isArray(value) ? value : []} />;
    case 'table':
      return <FieldTable {...props} value={isRecord(value) ? value : {}} />;
    case 'group':
      return (
        <FieldGroup {...props} value={isRecord(value) ? value : undefined} />
      );
    default:
      return (
        <TextField
          label={label}
          description={description}
          isRequired={isRequired}
          autoComplete="off"
          spellCheck="false"
          value={typeof value === 'string' ? value : ''}
          onChange={next =>
            onChange(next === '' && !isRequired ? undefined : next)
          }
        />
      );
  }
}

/** `tier=frontend`, one on each line. */
function labelsOf(text: string): Record<string, string> | undefined {
  const pairs = text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const at = line.indexOf('=');
      return at < 0
        ? [line.trim(), '*']
        : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}
