// @ts-check
import { parseArgs } from 'node:util';
import { StepError } from './StepError.mjs';

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ check: boolean, verbose: boolean, clusters: boolean, port: number | undefined }}
 */
export function startOptions(args, env) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        check: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        'no-clusters': { type: 'boolean', default: false },
        port: { type: 'string' },
      },
    });
    const port = values.port ?? (env.PORT || undefined);
    if (
      port !== undefined &&
      !(/^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65536)
    ) {
      throw new Error(`"${port}" is not a port`);
    }
    return {
      check: values.check,
      verbose: values.verbose,
      clusters: !values['no-clusters'] && wantsClusters(env),
      port: port === undefined ? undefined : Number(port),
    };
  } catch (error) {
    throw new StepError({
      step: 'start',
      why: `${/** @type {Error} */ (error).message}.`,
      remedy: 'npm start -- --help shows what there is.',
    });
  }
}

/**
 * Whether the practice clusters are to run.
 * @param {NodeJS.ProcessEnv} env
 */
export function wantsClusters({ UNDERSTUDY_PRACTICE_CLUSTERS: wish = 'on' }) {
  if (wish !== 'on' && wish !== 'off') {
    throw new StepError({
      why: `UNDERSTUDY_PRACTICE_CLUSTERS is "${wish}", and can be on or off`,
      remedy: 'Set it to one of them, or leave it out.',
    });
  }
  return wish === 'on';
}
