import {
  type AuditSearch,
  defaultRange,
  searchOf,
} from '../../audit/AuditSearch';
import { useAuditViews } from '../../audit/useAuditViews';
import { FilterBar } from '../../components/FilterBar';
import { SavedViews } from '../../components/FilterBar/SavedViews';
import { TimeFilter } from '../../components/FilterBar/TimeFilter';
import { shortRef } from '../../shortRef';
import { useFilterFields } from './useFilterFields';

/** Time, filters, words and saved views of the audit page. */
export function AuditFilters(props: {
  search: AuditSearch;
  onChange: (search: AuditSearch) => void;
}) {
  const { search, onChange } = props;
  const fields = useFilterFields();
  const { views, save, remove } = useAuditViews();
  return (
    <FilterBar
      fields={fields}
      values={search.values}
      onChange={values => onChange({ ...search, values })}
      words={search.words}
      onWords={words => onChange({ ...search, words })}
      onClear={() => onChange({ range: defaultRange, values: {}, words: '' })}
      start={
        <TimeFilter
          value={search.range}
          onChange={range => onChange({ ...search, range })}
        />
      }
      end={
        <SavedViews
          views={views.map(({ id, name, mine, owner }) => ({
            id,
            name,
            owner: mine ? undefined : shortRef(owner),
          }))}
          onOpen={id => {
            const view = views.find(each => each.id === id);
            if (view) {
              onChange(searchOf(view.query));
            }
          }}
          onSave={(name, shared) => save(name, shared, search)}
          onDelete={remove}
        />
      }
    />
  );
}
