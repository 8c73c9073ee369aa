import { useText } from '../../translation';
import { InputField } from './InputField';
import { inputProblems } from './inputProblems';
import type { InputSchema } from './InputSchema';
import styles from './InputForm.module.css';

/** A form for the input of an operation, made from its schema. */
export function InputForm(props: {
  schema: InputSchema;
  /** What can be chosen for a field that the schema leaves open, such as the clusters. */
  choices?: Record<string, readonly string[]>;
  input: Record<string, unknown>;
  /** Whether to say what is missing, too. */
  showMissing: boolean;
  onChange: (input: Record<string, unknown>) => void;
}) {
  const { schema, choices = {}, input, showMissing, onChange } = props;
  const t = useText();
  const problems = inputProblems(schema, input);
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) {
    return <p className={styles.none}>{t('plans.noInput')}</p>;
  }
  return (
    <div className={styles.form}>
      {fields.map(([name, field]) => {
        const problem = problems[name];
        const isShown = problem && (problem.kind !== 'missing' || showMissing);
        return (
          <InputField
            key={name}
            name={name}
            field={field}
            choices={choices[name]}
            isRequired={schema.required?.includes(name) ?? false}
            value={input[name]}
            problem={isShown ? problem : undefined}
            onChange={value => {
              const { [name]: _, ...others } = input;
              onChange(
                value === undefined ? others : { ...input, [name]: value },
              );
            }}
          />
        );
      })}
    </div>
  );
}
