// @ts-check
import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from '../../cluster/bootstrap.mjs';
import { kubernetesVersions } from '../../cluster/versions.mjs';

/** Which kubectl talks to which ground: each server is spoken to by its own. */
export const kubectlOf = {
  /** @param {string} ground @returns {string[]} */
  versionsFor(ground) {
    if (ground === 'foreign' || process.env.UNDERSTUDY_TEST_KUBECONFIG) {
      return ['here'];
    }
    return ground === 'practice' ? [...kubernetesVersions.keys()] : [ground];
  },

  /**
   * @param {string} version
   * @param {import('../grounds/Ground.mjs').Ground} ground
   * @returns {Promise<string | undefined>}
   */
  async find(version, ground) {
    if (ground.kubectl) return ground.kubectl;
    if (version === 'here') return 'kubectl';
    const { kubernetes } = await bootstrap({ version });
    const link = join(
      await mkdtemp(join(tmpdir(), 'understudy-kubectl-')),
      'kubectl',
    );
    await symlink(kubernetes, link);
    return link;
  },
};
