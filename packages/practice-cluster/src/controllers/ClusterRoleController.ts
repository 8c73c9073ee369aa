import { Engine } from '../engine/Engine';
import { Raw } from '../types';
import { equalJson } from '../util/json';
import { selectorMatches } from '../validation/selector';
import { Controller } from './Controller';

const ROLES = 'clusterroles.rbac.authorization.k8s.io';

/** Fills ClusterRoles that gather the rules of others. */
export class ClusterRoleController extends Controller {
  constructor(engine: Engine) {
    super(engine, 'clusterrole-aggregation-controller');
    engine.store.listen(ROLES, event => {
      for (const role of engine.store.values(ROLES) as Iterable<Raw>)
        if (role.aggregationRule) this.enqueue(role.metadata.name);
      if (event.type !== 'DELETED') this.enqueue(event.object.metadata.name);
    });
  }

  protected reconcile(name: string): void {
    const role = this.read(ROLES, name);
    const selectors: Raw[] = role?.aggregationRule?.clusterRoleSelectors ?? [];
    if (selectors.length === 0) return;
    const seen = new Set<string>();
    const rules: Raw[] = [];
    for (const selector of selectors) {
      for (const key of this.engine.store.keys(ROLES)) {
        const other = this.read(ROLES, key);
        if (
          key === name ||
          !selectorMatches(selector, other.metadata.labels ?? {})
        )
          continue;
        for (const rule of other.rules ?? []) {
          const text = JSON.stringify(rule);
          if (!seen.has(text)) rules.push(rule);
          seen.add(text);
        }
      }
    }
    if (!equalJson(rules, role.rules ?? []))
      this.client.update(ROLES, role, { ...role, rules });
  }
}
