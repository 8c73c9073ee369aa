import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseScenario } from './parseScenario';
import { Scenario } from './Scenario';

/**
 * Reads all scenarios of a folder, one per YAML file.
 *
 * @public
 */
export function readScenarios(folder: string): Scenario[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .map(file =>
      parseScenario(parse(readFileSync(join(folder, file), 'utf8')), file),
    );
}
