// @ts-check
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backendChild } from '../src/backendChild.mjs';
import { ChildGroup } from '../src/ChildGroup.mjs';
import { portsOverlay, readHostConfig } from '../src/hostConfig.mjs';
import { paths, root } from '../src/paths.mjs';
import { freePort } from '../src/ports.mjs';
import { trialWorld } from './trialWorld.mjs';

/**
 * Starts the example Backstage for a test: on free ports, with an empty database in a temporary
 * folder, and without what the checkout is configured with locally. The pages must have been built.
 * @param {{ name?: string, overlay?: object }} [options] the name of its log; configuration that wins over everything
 * @returns {Promise<{ url: string, stop: () => Promise<void>, kill: () => void }>}
 */
export async function startTrialHost({ name = 'trial', overlay = {} } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'understudy-trial-'));
  const port = await freePort(7207 + Math.floor(Math.random() * 500));
  const identityPort = await freePort(port + 1);
  const url = `http://localhost:${port}`;
  /** @param {string} what @param {object} config */
  const write = (what, config) => {
    const file = join(dir, `app-config.${what}.yaml`);
    writeFileSync(file, JSON.stringify(config, undefined, 2));
    return file;
  };
  const configs = [
    join(root, 'app-config.yaml'),
    write(
      'ports',
      portsOverlay(readHostConfig(), { port, identityPort }) ?? {},
    ),
    write('world', trialWorld(dir)),
    write('test', overlay),
  ];
  const children = new ChildGroup();
  const clean = () => rmSync(dir, { recursive: true, force: true });
  const stop = async () => {
    await children.stop();
    clean();
  };
  try {
    await children.start(
      backendChild({
        url,
        identityPort,
        configs,
        verbose: Boolean(process.env.UNDERSTUDY_VERBOSE),
        logPath: join(paths.logs, `backend-${name}.log`),
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    stop,
    kill: () => {
      children.kill();
      clean();
    },
  };
}
