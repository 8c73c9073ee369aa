import { Raw } from '../types';
import {
  FieldError,
  forbiddenValue,
  invalidValue,
  required,
} from './FieldError';
import { labelValueErrors, qualifiedNameErrors } from './names';
import { validateLabels } from './meta';

/** Checks a label selector. */
export function validateSelector(selector: Raw, path: string): FieldError[] {
  if (!selector) return [];
  const out = validateLabels(selector.matchLabels, `${path}.matchLabels`);
  for (const [i, e] of (selector.matchExpressions ?? []).entries()) {
    const at = `${path}.matchExpressions[${i}]`;
    if (e.operator === 'In' || e.operator === 'NotIn') {
      if ((e.values ?? []).length === 0)
        out.push(
          required(
            `${at}.values`,
            "must be specified when `operator` is 'In' or 'NotIn'",
          ),
        );
    } else if (e.operator === 'Exists' || e.operator === 'DoesNotExist') {
      if ((e.values ?? []).length > 0)
        out.push(
          forbiddenValue(
            `${at}.values`,
            "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
          ),
        );
    } else {
      out.push(
        invalidValue(
          `${at}.operator`,
          e.operator ?? '',
          'not a valid selector operator',
        ),
      );
    }
    out.push(
      ...qualifiedNameErrors(e.key ?? '').map(m =>
        invalidValue(`${at}.key`, e.key ?? '', m),
      ),
    );
    for (const [j, value] of (e.values ?? []).entries()) {
      out.push(
        ...labelValueErrors(value).map(m =>
          invalidValue(`${at}.values[${j}]`, value, m),
        ),
      );
    }
  }
  return out;
}

/** Whether labels satisfy a label selector; an empty selector takes all, a missing one none. */
export function selectorMatches(
  selector: Raw,
  labels: Record<string, string> | undefined,
): boolean {
  if (!selector) return false;
  const given = labels ?? {};
  for (const [key, value] of Object.entries(selector.matchLabels ?? {}))
    if (given[key] !== value) return false;
  return (selector.matchExpressions ?? []).every((e: Raw) => {
    const has = e.key in given;
    switch (e.operator) {
      case 'In':
        return has && (e.values ?? []).includes(given[e.key]);
      case 'NotIn':
        return !has || !(e.values ?? []).includes(given[e.key]);
      case 'Exists':
        return has;
      default:
        return !has;
    }
  });
}

/** Whether a selector can be read at all. */
export function isReadable(selector: Raw): boolean {
  return ((selector?.matchExpressions ?? []) as Raw[]).every(e => {
    const some = (e.values ?? []).length > 0;
    switch (e.operator) {
      case 'In':
      case 'NotIn':
        return some;
      case 'Exists':
      case 'DoesNotExist':
        return !some;
      default:
        return false;
    }
  });
}

/** Whether a selector names nothing. */
export function isEmptySelector(selector: Raw): boolean {
  return (
    Object.keys(selector?.matchLabels ?? {}).length === 0 &&
    (selector?.matchExpressions ?? []).length === 0
  );
}
