import { Engine } from '../engine/Engine';
import { ResourceDef } from '../registry/ResourceDef';
import { forbidden } from '../status/errors';
import { Raw } from '../types';
import { quantityValue } from '../util/quantity';

function ranges(engine: Engine, namespace: string): Raw[] {
  return engine
    .list('limitranges', namespace)
    .flatMap(r => (r as Raw).spec?.limits ?? []);
}

/** Gives containers the requests and limits that their namespace has for those without. */
export function defaultLimits(engine: Engine, pod: Raw): void {
  for (const range of ranges(engine, pod.metadata.namespace).filter(
    r => r.type === 'Container',
  )) {
    for (const c of [
      ...(pod.spec?.containers ?? []),
      ...(pod.spec?.initContainers ?? []),
    ]) {
      c.resources ??= {};
      for (const [field, values] of [
        ['limits', range.default],
        ['requests', range.defaultRequest],
      ] as const) {
        for (const [name, value] of Object.entries(values ?? {})) {
          c.resources[field] ??= {};
          if (c.resources[field][name] === undefined)
            c.resources[field][name] = value;
        }
      }
    }
  }
}

/** Refuses pods that ask for less or more than their namespace allows. */
export function checkLimits(engine: Engine, def: ResourceDef, pod: Raw): void {
  const problems: string[] = [];
  for (const range of ranges(engine, pod.metadata.namespace).filter(
    r => r.type === 'Container',
  )) {
    for (const c of pod.spec.containers ?? []) {
      const limits = c.resources?.limits ?? {};
      const requests = c.resources?.requests ?? {};
      for (const [name, min] of Object.entries(
        (range.min ?? {}) as Record<string, string>,
      )) {
        if (requests[name] === undefined)
          problems.push(
            `minimum ${name} usage per Container is ${min}.  No request is specified`,
          );
        else if (quantityValue(requests[name]) < quantityValue(min))
          problems.push(
            `minimum ${name} usage per Container is ${min}, but request is ${requests[name]}`,
          );
      }
      for (const [name, max] of Object.entries(
        (range.max ?? {}) as Record<string, string>,
      )) {
        if (limits[name] === undefined)
          problems.push(
            `maximum ${name} usage per Container is ${max}.  No limit is specified`,
          );
        else if (quantityValue(limits[name]) > quantityValue(max))
          problems.push(
            `maximum ${name} usage per Container is ${max}, but limit is ${limits[name]}`,
          );
      }
    }
  }
  if (problems.length > 0)
    throw forbidden(
      def,
      pod.metadata.name,
      problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`,
    );
}
