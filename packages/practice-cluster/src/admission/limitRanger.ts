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

/** Gives containers the requests and limits that their namespace has for those without, and notes that down. */
export function defaultLimits(engine: Engine, pod: Raw): void {
  const notes: string[] = [];
  for (const range of ranges(engine, pod.metadata.namespace).filter(
    r => r.type === 'Container',
  )) {
    const fill = (
      c: Raw,
      field: 'requests' | 'limits',
      values: Raw,
      init: boolean,
    ) => {
      const set: string[] = [];
      for (const name of Object.keys(values ?? {}).sort()) {
        if (c.resources?.[field]?.[name] !== undefined) continue;
        c.resources ??= {};
        c.resources[field] = { ...c.resources[field], [name]: values[name] };
        set.push(name);
      }
      if (set.length > 0)
        notes.push(
          `${set.join(', ')} ${field.slice(0, -1)} for ${
            init ? 'init container' : 'container'
          } ${c.name}`,
        );
    };
    for (const [list, init] of [
      [pod.spec?.containers, false],
      [pod.spec?.initContainers, true],
    ] as const) {
      for (const c of list ?? []) {
        fill(c, 'requests', range.defaultRequest, init);
        fill(c, 'limits', range.default, init);
      }
    }
  }
  if (notes.length === 0) return;
  pod.metadata.annotations = {
    ...pod.metadata.annotations,
    'kubernetes.io/limit-ranger': `LimitRanger plugin set: ${notes.join('; ')}`,
  };
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
