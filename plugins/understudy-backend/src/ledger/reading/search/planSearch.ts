import type { AuditFilters } from '../AuditFilters';
import type { AuditScope } from '../AuditScope';
import { columnFields, columnOf, lowerRef } from '../columns';
import type { ReadingStore } from '../ReadingStore';
import { shortHash } from '../shortHash';
import { searchedWords } from './searchedWords';
import type { Driver, SearchPlan } from './types';

/**
 * Says in numbers what is looked for, and by which of the filters: the one that
 * the fewest entries fit, if that is few. Undefined where nothing can fit.
 */
export async function planSearch(
  store: ReadingStore,
  request: {
    filters: AuditFilters;
    scope: AuditScope;
    /** How many entries there are. */
    size: number;
  },
): Promise<SearchPlan | undefined> {
  const { filters, scope, size } = request;
  const numbers = await store.numbersOf(wantedValues(filters, scope));
  if ([...numbers.values()].some(({ ids }) => ids.length === 0)) {
    return undefined;
  }
  const candidates: Array<{ driver: Driver; estimate: number }> = [];
  const columns: Array<{ column: string; ids: readonly number[] }> = [];
  for (const field of columnFields) {
    const known = numbers.get(field);
    if (known) {
      const column = columnOf[field];
      columns.push({ column, ids: known.ids });
      candidates.push({ driver: { column }, estimate: known.entries });
    }
  }
  const rules = numbers.get('ruleId');
  if (rules) {
    candidates.push({ driver: 'rules', estimate: rules.entries });
  }
  for (const [column, id] of [
    ['correlation', filters.correlationId],
    ['plan', filters.planId],
  ] as const) {
    if (id !== undefined) {
      columns.push({ column, ids: [shortHash(id)] });
      // Not counted, and nearly always few.
      candidates.push({ driver: { column }, estimate: 0 });
    }
  }
  const best = candidates.reduce(
    (one, other) => (other.estimate < one.estimate ? other : one),
    { driver: 'index' as Driver, estimate: size },
  );
  const along = typeof best.driver === 'object' ? best.driver.column : '';
  const alone = columns.find(({ column }) => column === along);
  return {
    ...best,
    single:
      alone?.ids.length === 1 && best.estimate < size / 2
        ? { column: along, id: alone.ids[0] }
        : undefined,
    filters: {
      columns,
      rules: rules?.ids,
      fromTime: millis(filters.from),
      toTime: millis(filters.to),
      ...searchedWords(filters.text),
    },
  };
}

/** The values of which one has to fit, for each filter that has known ones. */
function wantedValues(filters: AuditFilters, scope: AuditScope) {
  const wanted = columnFields.flatMap(field => {
    const values: readonly string[] | undefined = filters[field];
    return values ? [{ field: field as string, values }] : [];
  });
  const entities = wanted.find(({ field }) => field === 'entityRef');
  if (entities) {
    entities.values = entities.values.map(lowerRef);
  }
  if (scope.kind === 'owned') {
    const may = new Set(scope.entityRefs.map(lowerRef));
    if (entities) {
      entities.values = entities.values.filter(ref => may.has(ref));
    } else {
      wanted.push({ field: 'entityRef', values: [...may] });
    }
  }
  if (filters.ruleId) {
    wanted.push({ field: 'ruleId', values: filters.ruleId });
  }
  return wanted;
}

function millis(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time);
}
