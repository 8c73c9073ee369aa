import { Raw } from '../types';

function holds(requirement: Raw, value: string | undefined): boolean {
  const { operator, values = [] } = requirement;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return value === undefined;
  }
}

function matchesTerm(term: Raw, node: Raw): boolean {
  const expressions: Raw[] = term.matchExpressions ?? [];
  const fields: Raw[] = term.matchFields ?? [];
  // A term that asks for nothing matches nothing.
  if (expressions.length + fields.length === 0) return false;
  return (
    expressions.every(e => holds(e, node.metadata.labels?.[e.key])) &&
    fields.every(f => holds(f, node.metadata.name))
  );
}

/** Whether a pod's node selector and required node affinity let it onto a node. */
export function matchesNode(pod: Raw, node: Raw): boolean {
  const selected = Object.entries(pod.spec.nodeSelector ?? {}).every(
    ([key, value]) => node.metadata.labels?.[key] === value,
  );
  const required =
    pod.spec.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution;
  return (
    selected &&
    (!required ||
      (required.nodeSelectorTerms ?? []).some((t: Raw) => matchesTerm(t, node)))
  );
}
