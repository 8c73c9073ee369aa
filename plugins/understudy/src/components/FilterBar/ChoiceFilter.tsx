import {
  Button,
  MenuAutocompleteListbox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useText } from '../../translation';
import styles from './FilterBar.module.css';
import type { FilterField, FilterOption } from './FilterField';

/** A button that opens the values to choose from; several can be chosen, and typing narrows them. */
export function ChoiceFilter(props: {
  field: FilterField;
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** Opens at once, for a filter that was just added. */
  defaultOpen?: boolean;
}) {
  const { field, values, onChange, defaultOpen = false } = props;
  const t = useText();
  const [isOpen, setOpen] = useState(defaultOpen);
  const known = useOptions(field, isOpen, values);
  const shown = values.map(
    value => known.find(option => option.value === value)?.label ?? value,
  );
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        size="small"
        variant="secondary"
        className={styles.filter}
        iconEnd={<RiArrowDownSLine />}
        data-active={values.length > 0 || undefined}
      >
        {values.length === 0
          ? field.label
          : t('filter.value', { label: field.label, value: shown.join(', ') })}
      </Button>
      <MenuAutocompleteListbox
        aria-label={field.label}
        placeholder={t('filter.search', { filter: field.label })}
        maxHeight="320px"
        selectionMode="multiple"
        // Escape closes; it does not throw away what was chosen.
        escapeKeyBehavior="none"
        selectedKeys={values}
        onSelectionChange={keys =>
          onChange(
            keys === 'all'
              ? known.map(({ value }) => value)
              : [...keys].map(String),
          )
        }
      >
        {known.map(({ value, label }) => (
          <MenuListBoxItem key={value} id={value} textValue={label}>
            {label}
          </MenuListBoxItem>
        ))}
      </MenuAutocompleteListbox>
    </MenuTrigger>
  );
}

function useOptions(
  field: FilterField,
  isOpen: boolean,
  values: readonly string[],
): FilterOption[] {
  const { options = [] } = field;
  const [asked, setAsked] = useState<readonly FilterOption[]>([]);
  useEffect(() => {
    let current = true;
    if (isOpen && typeof options === 'function') {
      options('').then(
        found => current && setAsked(found),
        () => current && setAsked([]),
      );
    }
    return () => {
      current = false;
    };
  }, [isOpen, options]);
  const known = typeof options === 'function' ? asked : options;
  const missing = values
    .filter(value => !known.some(option => option.value === value))
    .map(value => ({ value, label: value }));
  return [...missing, ...known];
}
