import { PracticeCluster } from '../PracticeCluster';
import { Raw } from '../types';
import { ScenarioSign } from './Scenario';

function shows(
  cluster: Pick<PracticeCluster, 'list'>,
  sign: ScenarioSign,
): boolean {
  const found = cluster
    .list(sign.apiVersion, sign.kind, sign.namespace)
    .filter(
      o =>
        !o.metadata.deletionTimestamp &&
        (!sign.name || o.metadata.name === sign.name),
    )
    .filter(o =>
      Object.entries(sign.labels ?? {}).every(
        ([k, v]) => o.metadata.labels?.[k] === v,
      ),
    );
  return found.some(object => {
    const value =
      sign.path.split('.').reduce<Raw>((at, part) => at?.[part], object) ??
      (sign.equals === 0 ? 0 : undefined);
    if (sign.equals !== undefined) return value === sign.equals;
    if (sign.contains !== undefined)
      return String(value).includes(sign.contains);
    return typeof value === 'number' && value >= (sign.atLeast ?? 0);
  });
}

/** Whether all signs are to be seen. */
export function showsSigns(
  cluster: Pick<PracticeCluster, 'list'>,
  signs: ScenarioSign[],
): boolean {
  return signs.every(sign => shows(cluster, sign));
}
