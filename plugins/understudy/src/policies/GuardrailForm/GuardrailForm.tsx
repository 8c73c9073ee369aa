import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { guardrailJsonSchema } from '@understudy/plugin-understudy-common';
import { useMemo, useState } from 'react';
import { useText } from '../../translation';
import styles from './GuardrailForm.module.css';
import type { Shape } from './Shape';
import { ShapeField } from './ShapeField';
import { useGuardrailWords } from './useGuardrailWords';
import { withField } from './withField';

const parts = {
  far: ['rolloutStage', 'caps', 'autoTiers', 'matrix'],
  who: ['approvals', 'selfApproval', 'lanes', 'expiryMinutes'],
  when: ['windows', 'freezes'],
  what: [
    'tiers',
    'productionRaises',
    'criticalVerbs',
    'namespaces',
    'labelSelectors',
    'limits',
    'rules',
  ],
} as const;

const hidden = ['schemaVersion', '$schema'];

/** The guardrails as a form made of their own schema; what it cannot say the JSON can. */
export function GuardrailForm(props: {
  data: Record<string, unknown>;
  onChange: (data: Record<string, unknown>) => void;
}) {
  const { data, onChange } = props;
  const t = useText();
  const { fieldWords } = useGuardrailWords();
  const shape = useMemo(() => guardrailJsonSchema() as unknown as Shape, []);
  const [open, setOpen] = useState<string>();
  const properties = shape.properties ?? {};
  const known: readonly string[] = Object.values(parts).flat();
  // A field that this form has never heard of is shown all the same.
  const more = Object.keys(properties).filter(
    name => !known.includes(name) && !hidden.includes(name),
  );
  return (
    <div className={styles.form}>
      {(Object.keys(parts) as (keyof typeof parts)[]).map(part => (
        <Accordion
          key={part}
          isExpanded={open === part}
          onExpandedChange={isOpen => setOpen(isOpen ? part : undefined)}
        >
          <AccordionTrigger
            title={t(`guardrails.part.${part}`)}
            subtitle={t(`guardrails.partHint.${part}`)}
          />
          <AccordionPanel>
            {open === part && (
              <div className={styles.part}>
                {[...parts[part], ...(part === 'what' ? more : [])].map(
                  name =>
                    properties[name] && (
                      <ShapeField
                        key={name}
                        name={name}
                        label={fieldWords(name)}
                        shape={properties[name]}
                        isRequired
                        value={data[name]}
                        onChange={next => onChange(withField(data, name, next))}
                      />
                    ),
                )}
              </div>
            )}
          </AccordionPanel>
        </Accordion>
      ))}
    </div>
  );
}
