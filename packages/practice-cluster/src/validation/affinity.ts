import { Raw } from '../types';
import {
  FieldError,
  forbiddenValue,
  invalidValue,
  required,
} from './FieldError';
import { qualifiedNameErrors } from './names';

function validateRequirement(e: Raw, at: string): FieldError[] {
  const out: FieldError[] = [];
  const values: string[] = e.values ?? [];
  switch (e.operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0)
        out.push(
          required(
            `${at}.values`,
            "must be specified when `operator` is 'In' or 'NotIn'",
          ),
        );
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0)
        out.push(
          forbiddenValue(
            `${at}.values`,
            "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
          ),
        );
      break;
    case 'Gt':
    case 'Lt':
      if (values.length !== 1)
        out.push(
          required(
            `${at}.values`,
            "must be specified single value when `operator` is 'Lt' or 'Gt'",
          ),
        );
      break;
    default:
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
  return out;
}

function validateTerm(term: Raw, at: string): FieldError[] {
  return ((term?.matchExpressions ?? []) as Raw[]).flatMap((e, i) =>
    validateRequirement(e, `${at}.matchExpressions[${i}]`),
  );
}

/** Checks what an affinity says about nodes. */
export function validateNodeAffinity(
  affinity: Raw,
  path: string,
): FieldError[] {
  const node = affinity?.nodeAffinity;
  if (!node) return [];
  const out: FieldError[] = [];
  const wanted = node.requiredDuringSchedulingIgnoredDuringExecution;
  const at = `${path}.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`;
  if (wanted && (wanted.nodeSelectorTerms ?? []).length === 0)
    out.push(
      required(
        `${at}.nodeSelectorTerms`,
        'must have at least one node selector term',
      ),
    );
  for (const [i, term] of (wanted?.nodeSelectorTerms ?? []).entries())
    out.push(...validateTerm(term, `${at}.nodeSelectorTerms[${i}]`));
  const liked = node.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  for (const [i, { weight, preference }] of liked.entries()) {
    const place = `${path}.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[${i}]`;
    if (!(weight >= 1 && weight <= 100))
      out.push(
        invalidValue(
          `${place}.weight`,
          weight ?? 0,
          'must be in the range 1-100',
        ),
      );
    out.push(...validateTerm(preference, `${place}.preference`));
  }
  return out;
}
