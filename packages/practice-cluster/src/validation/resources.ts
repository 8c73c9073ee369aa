import { Raw } from '../types';
import { quantityValue } from '../util/quantity';
import { FieldError, invalidValue } from './FieldError';
import { NOT_NEGATIVE } from './FieldError';
import { qualifiedNameErrors } from './names';

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage', 'storage']);

function validateResourceName(name: string, path: string): FieldError[] {
  const out = qualifiedNameErrors(name).map(m => invalidValue(path, name, m));
  if (
    out.length === 0 &&
    !name.includes('/') &&
    !STANDARD.has(name) &&
    !name.startsWith('hugepages-')
  ) {
    out.push(
      invalidValue(
        path,
        name,
        'must be a standard resource type or fully qualified',
      ),
      invalidValue(path, name, 'must be a standard resource for containers'),
    );
  }
  return out;
}

/** Checks requests and limits. */
export function validateResources(resources: Raw, path: string): FieldError[] {
  const out: FieldError[] = [];
  const limits = resources?.limits ?? {};
  const requests = resources?.requests ?? {};
  const amounts = (map: Raw, at: string) => {
    for (const name of Object.keys(map).sort()) {
      out.push(...validateResourceName(name, `${at}[${name}]`));
      if (quantityValue(map[name]) < 0)
        out.push(invalidValue(`${at}[${name}]`, map[name], NOT_NEGATIVE));
    }
  };
  amounts(limits, `${path}.limits`);
  amounts(requests, `${path}.requests`);
  for (const name of Object.keys(requests).sort()) {
    if (
      limits[name] !== undefined &&
      quantityValue(requests[name]) > quantityValue(limits[name])
    ) {
      out.push(
        invalidValue(
          `${path}.requests`,
          requests[name],
          `must be less than or equal to ${name} limit of ${limits[name]}`,
        ),
      );
    }
  }
  return out;
}
