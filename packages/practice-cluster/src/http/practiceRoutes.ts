import { methodNotAllowed, notFound, badRequest } from '../status/errors';
import { parseScenario } from '../scenarios/parseScenario';
import { Scenario } from '../scenarios/Scenario';
import { FaultRule } from '../faults/Faults';
import { parseFault } from '../faults/parseFault';
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
  hasNode(name: string): boolean;
  setNodeDown(name: string, down: boolean): void;
}

/** What a body means, or a refusal with the reason why it means nothing. */
function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw badRequest((error as Error).message);
  }
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
      const scenario =
        known ?? understood(() => parseScenario(body, 'The request'));
      controls.loadScenario(scenario);
      respondJson(exchange, 201, { name: scenario.name });
      return;
    }
    case 'faults':
      controls.addFault(understood(() => parseFault(body)));
      respondJson(exchange, 201, body);
      return;
    case 'watches':
      respondJson(exchange, 200, {
        dropped: controls.dropWatches(body.resource),
      });
      return;
    case 'clock':
      if (!Number.isFinite(body.skewMs))
        throw badRequest('skewMs must be a number of milliseconds');
      controls.setClockSkew(body.skewMs);
      respondJson(exchange, 200, body);
      return;
    case 'nodes':
      if (typeof body.down !== 'boolean')
        throw badRequest('down must be true or false');
      if (!controls.hasNode(String(body.name)))
        throw notFound({ group: '', resource: 'nodes' }, String(body.name));
      controls.setNodeDown(String(body.name), body.down);
      respondJson(exchange, 200, body);
      return;
    default:
      respondText(exchange, 404, '404 page not found\n');
  }
}
