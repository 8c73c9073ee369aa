// @ts-check
import { describeHolder, freePort, isTaken } from './ports.mjs';
import { StepError } from './StepError.mjs';
import { log } from './steps.mjs';

/**
 * The ports to use. The page's port is one that people know, so it is never changed behind their back;
 * the identity provider's is only ever opened by a redirect.
 * @param {import('./hostConfig.mjs').HostConfig} config
 * @param {number | undefined} asked
 * @returns {Promise<{ port: number, identityPort: number | undefined }>}
 */
export async function choosePorts(config, asked) {
  const port = asked ?? config.port;
  if (await isTaken(port)) {
    const holder = describeHolder(port);
    const other = await freePort(port + 10);
    throw new StepError({
      step: 'ports',
      why: `port ${port} is taken${
        holder ? ` by ${holder}` : ' by a process of another user'
      }.`,
      remedy: `Stop that process, or use another port: PORT=${other} npm start`,
    });
  }
  const wanted = config.identityPort;
  if (wanted === undefined) return { port, identityPort: undefined };
  if (wanted !== port && !(await isTaken(wanted)))
    return { port, identityPort: wanted };
  const identityPort = await freePort(wanted + 1, [port]);
  if (wanted !== port) {
    const holder = describeHolder(wanted);
    log(
      `ports     ${wanted} is taken${
        holder ? ` by ${holder}` : ''
      }; the practice identity provider uses ${identityPort}.`,
    );
  }
  return { port, identityPort };
}
