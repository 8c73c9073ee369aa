import { isObject } from '../util/json';
import { parseDuration } from './parseDuration';
import { Scenario } from './Scenario';

const FIELDS = new Set([
  'name',
  'title',
  'description',
  'autoload',
  'clusters',
  'behaviours',
  'steps',
  'trouble',
  'healed',
  'remedies',
]);

/** Checks a document that is to be a scenario; `where` names it in messages. */
export function parseScenario(document: unknown, where: string): Scenario {
  const wrong = (why: string) => new Error(`${where} is no scenario: ${why}.`);
  if (!isObject(document)) throw wrong('it is not an object');
  for (const field of ['name', 'title', 'description']) {
    if (typeof document[field] !== 'string' || document[field] === '')
      throw wrong(`it needs a text in "${field}"`);
  }
  const unknown = Object.keys(document).find(k => !FIELDS.has(k));
  if (unknown) throw wrong(`"${unknown}" is no field of scenarios`);
  if (!Array.isArray(document.steps)) throw wrong('it needs a list of "steps"');
  for (const step of document.steps)
    if (step.ago !== undefined) parseDuration(String(step.ago));
  for (const behaviour of document.behaviours ?? []) {
    if (!isObject(behaviour.match) || !isObject(behaviour.then))
      throw wrong('each behaviour needs "match" and "then"');
  }
  return document as unknown as Scenario;
}
