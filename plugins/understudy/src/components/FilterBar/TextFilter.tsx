import { Button, DialogTrigger, Popover, TextField } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { useState } from 'react';
import { useText } from '../../translation';
import styles from './FilterBar.module.css';
import type { FilterField } from './FilterField';

/** A button that opens a field for one exact value. */
export function TextFilter(props: {
  field: FilterField;
  value: string;
  onChange: (value: string) => void;
  defaultOpen?: boolean;
}) {
  const { field, value, onChange, defaultOpen = false } = props;
  const t = useText();
  const [isOpen, setOpen] = useState(defaultOpen);
  const [draft, setDraft] = useState(value);
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={open => {
        setDraft(value);
        setOpen(open);
      }}
    >
      <Button
        size="small"
        variant="secondary"
        className={styles.filter}
        iconEnd={<RiArrowDownSLine />}
        data-active={Boolean(value) || undefined}
      >
        {value ? t('filter.value', { label: field.label, value }) : field.label}
      </Button>
      <Popover placement="bottom start" aria-label={field.label}>
        <form
          className={styles.editor}
          onSubmit={event => {
            event.preventDefault();
            onChange(draft.trim());
            setOpen(false);
          }}
        >
          {/* Opened to be written into. */}
          <TextField
            // A dialog that was asked for begins where one types.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            size="small"
            label={field.label}
            description={field.text?.hint}
            value={draft}
            onChange={setDraft}
          />
          <Button type="submit" size="small" variant="primary">
            {t('filter.apply')}
          </Button>
        </form>
      </Popover>
    </DialogTrigger>
  );
}
