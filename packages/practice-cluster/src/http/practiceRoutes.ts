import { methodNotAllowed, notFound, badRequest } from '../status/errors';
import { parseScenario } from '../scenarios/parseScenario';
import { Scenario } from '../scenarios/Scenario';
import { FaultRule } from '../faults/Faults';
import { Exchange } from './Exchange';
import { parseText, readBody } from './readBody';
import { respondJson, respondText } from './respond';

/** What can be asked of a practice cluster beside Kubernetes. */
export interface PracticeControls {
  /** Scenarios that can be put on stage by name. */
  scenarios(): Scenario[];
  loadScenario(scenario: Scenario): void;
  addFault(rule: FaultRule): void;
  clearFaults(): void;
  dropWatches(resource?: string): number;
  setClockSkew(ms: number): void;
  setNodeDown(name: string, down: boolean): void;
}

/** Answers `/practice/…`, the door for stage directions. */
export async function routePractice(
  controls: PracticeControls,
  exchange: Exchange,
): Promise<void> {
  const { method } = exchange.request;
  const what = exchange.info.path.split('/')[2];
  if (method === 'GET' && what === 'scenarios') {
    respondJson(exchange, 200, {
      scenarios: controls
        .scenarios()
        .map(({ name, title, description, clusters }) => ({
          name,
          title,
          description,
          clusters,
        })),
    });
    return;
  }
  if (method === 'DELETE' && what === 'faults') {
    controls.clearFaults();
    respondJson(exchange, 200, {});
    return;
  }
  if (method !== 'POST') throw methodNotAllowed();
  const body =
    parseText((await readBody(exchange.request)).text || '{}', 'yaml') ?? {};
  switch (what) {
    case 'scenarios': {
      const known = controls.scenarios().find(s => s.name === body.name);
      if (!known && !body.steps)
        throw notFound(
          { group: '', resource: 'scenarios' },
          String(body.name ?? ''),
        );
      let scenario = known;
      try {
        scenario ??= parseScenario(body, 'The request');
      } catch (error) {
        throw badRequest((error as Error).message);
      }
      controls.loadScenario(scenario);
      respondJson(exchange, 201, { name: scenario.name });
      return;
    }
    case 'faults':
      controls.addFault(body);
      respondJson(exchange, 201, body);
      return;
    case 'watches':
      respondJson(exchange, 200, {
        dropped: controls.dropWatches(body.resource),
      });
      return;
    case 'clock':
      controls.setClockSkew(Number(body.skewMs ?? 0));
      respondJson(exchange, 200, body);
      return;
    case 'nodes':
      controls.setNodeDown(String(body.name), Boolean(body.down));
      respondJson(exchange, 200, body);
      return;
    default:
      respondText(exchange, 404, '404 page not found\n');
  }
}
