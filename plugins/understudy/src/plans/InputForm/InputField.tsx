import {
  NumberField,
  Select,
  Switch,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useText } from '../../translation';
import type { InputProblem } from './inputProblems';
import type { InputSchema } from './InputSchema';
import styles from './InputForm.module.css';

/** One field of an input, by the type that its schema gives it. */
export function InputField(props: {
  name: string;
  field: InputSchema;
  choices?: readonly string[];
  isRequired: boolean;
  value: unknown;
  problem?: InputProblem;
  onChange: (value: unknown) => void;
}) {
  const { name, field, choices, isRequired, value, problem, onChange } = props;
  const t = useText();
  const label = field.title ?? wordsOfName(name);
  const options = choices ?? field.enum?.map(String);
  const common = { label, description: field.description, isRequired };
  return (
    <div className={styles.field}>
      {fieldOf()}
      {problem && (
        <p role="alert" className={styles.problem}>
          {label}:{' '}
          {problem.kind === 'atLeast' || problem.kind === 'atMost'
            ? t(`plans.input.${problem.kind}`, { limit: String(problem.limit) })
            : t(`plans.input.${problem.kind}`)}
        </p>
      )}
    </div>
  );

  function fieldOf() {
    if (options) {
      return (
        <Select
          {...common}
          options={options.map(each => ({ value: each, label: each }))}
          selectedKey={value === undefined ? null : String(value)}
          onSelectionChange={key => onChange(key ?? undefined)}
        />
      );
    }
    switch (field.type) {
      case 'integer':
      case 'number':
        return (
          <NumberField
            {...common}
            minValue={field.minimum}
            maxValue={field.maximum}
            {...(field.type === 'integer' && { step: 1 })}
            value={typeof value === 'number' ? value : NaN}
            onChange={next => onChange(Number.isNaN(next) ? undefined : next)}
          />
        );
      case 'boolean':
        return (
          <Switch
            label={label}
            isSelected={value === true}
            onChange={next => onChange(next)}
          />
        );
      case 'string':
        return (
          <TextField
            {...common}
            spellCheck="false"
            autoComplete="off"
            value={typeof value === 'string' ? value : ''}
            onChange={next => onChange(next === '' ? undefined : next)}
          />
        );
      default:
        return <JsonField {...common} value={value} onChange={onChange} />;
    }
  }
}

/** What has no simpler field is written as JSON. */
function JsonField(props: {
  label: string;
  description?: string;
  isRequired: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { value, onChange, ...common } = props;
  const t = useText();
  const [text, setText] = useState(() =>
    value === undefined ? '' : JSON.stringify(value, undefined, 2),
  );
  const [isBroken, setBroken] = useState(false);
  return (
    <>
      <TextAreaField
        {...common}
        secondaryLabel="JSON"
        spellCheck="false"
        rows={4}
        value={text}
        onChange={next => {
          setText(next);
          try {
            onChange(next.trim() ? JSON.parse(next) : undefined);
            setBroken(false);
          } catch {
            setBroken(true);
          }
        }}
      />
      {isBroken && (
        <p role="alert" className={styles.problem}>
          {t('plans.input.json')}
        </p>
      )}
    </>
  );
}

/** `dryRun` as `Dry run`. */
function wordsOfName(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLocaleLowerCase('en-GB');
  return words.charAt(0).toLocaleUpperCase('en-GB') + words.slice(1);
}
