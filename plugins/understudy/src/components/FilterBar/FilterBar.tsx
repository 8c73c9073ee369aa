import {
  Button,
  ButtonIcon,
  Menu,
  MenuItem,
  MenuTrigger,
  SearchField,
} from '@backstage/ui';
import { RiAddLine, RiCloseLine } from '@remixicon/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '../../translation';
import { ChoiceFilter } from './ChoiceFilter';
import styles from './FilterBar.module.css';
import type { FilterField, FilterValues } from './FilterField';
import { TextFilter } from './TextFilter';

/**
 * What a list is narrowed by. Active filters are chips with a cross, the usual
 * ones are always there, the rest waits behind one button; "/" goes to the search.
 */
export function FilterBar(props: {
  fields: readonly FilterField[];
  values: FilterValues;
  onChange: (values: FilterValues) => void;
  /** Free words; committed on Enter, or a moment after the last letter. */
  words: string;
  onWords: (words: string) => void;
  onClear: () => void;
  /** In front: the time. */
  start?: ReactNode;
  /** Behind: saved views. */
  end?: ReactNode;
}) {
  const { fields, values, onChange, words, onWords, onClear } = props;
  const { start, end } = props;
  const t = useText();
  const [added, setAdded] = useState<string>();
  const isActive = (field: FilterField) => (values[field.id] ?? []).length > 0;
  const shown = fields.filter(
    field => field.quick || isActive(field) || field.id === added,
  );
  const others = fields.filter(field => !shown.includes(field));
  const set = (id: string, next: readonly string[]) => {
    const { [id]: _, ...rest } = values;
    onChange(next.length > 0 ? { ...rest, [id]: next } : rest);
  };
  return (
    <div className={styles.bar} role="search" aria-label={t('filter.title')}>
      {start}
      {shown.map(field => (
        <span
          key={field.id}
          className={styles.chip}
          data-active={isActive(field) || undefined}
        >
          {field.options ? (
            <ChoiceFilter
              field={field}
              values={values[field.id] ?? []}
              onChange={next => set(field.id, next)}
              defaultOpen={field.id === added}
            />
          ) : (
            <TextFilter
              field={field}
              value={values[field.id]?.[0] ?? ''}
              onChange={next => set(field.id, next ? [next] : [])}
              defaultOpen={field.id === added}
            />
          )}
          {isActive(field) && (
            <ButtonIcon
              size="small"
              variant="tertiary"
              className={styles.remove}
              icon={<RiCloseLine />}
              aria-label={t('filter.remove', { filter: field.label })}
              onPress={() => {
                setAdded(undefined);
                set(field.id, []);
              }}
            />
          )}
        </span>
      ))}
      {others.length > 0 && (
        <MenuTrigger>
          <Button
            size="small"
            variant="tertiary"
            iconStart={<RiAddLine />}
            className={styles.add}
          >
            {t('filter.add')}
          </Button>
          <Menu>
            {others.map(field => (
              <MenuItem
                key={field.id}
                id={field.id}
                onAction={() => setAdded(field.id)}
              >
                {field.label}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
      <WordsField words={words} onWords={onWords} />
      {(fields.some(isActive) || words) && (
        <Button
          size="small"
          variant="tertiary"
          className={styles.add}
          onPress={onClear}
        >
          {t('filter.clear')}
        </Button>
      )}
      {end}
    </div>
  );
}

function WordsField(props: {
  words: string;
  onWords: (words: string) => void;
}) {
  const { words, onWords } = props;
  const t = useText();
  const [draft, setDraft] = useState(words);
  const field = useRef<HTMLDivElement>(null);
  const commit = useRef(onWords);
  commit.current = onWords;

  useEffect(() => setDraft(words), [words]);
  useEffect(() => {
    if (draft.trim() === words) {
      return undefined;
    }
    const timer = setTimeout(() => commit.current(draft.trim()), 400);
    return () => clearTimeout(timer);
  }, [draft, words]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      const writing = target?.closest(
        'input, textarea, select, [contenteditable], [role="dialog"]',
      );
      if (event.key === '/' && !writing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        field.current?.querySelector('input')?.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className={styles.words} ref={field}>
      <SearchField
        size="small"
        aria-label={t('filter.words')}
        placeholder={t('filter.wordsHint')}
        value={draft}
        onChange={setDraft}
        onSubmit={value => onWords(value.trim())}
      />
    </div>
  );
}
