// @ts-check
import { mkdir, symlink } from 'node:fs/promises';
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
    // The program is kubectl where it is called so; the link stays beside it.
    const folder = `${kubernetes}-kubectl`;
    const link = join(folder, 'kubectl');
    await mkdir(folder, { recursive: true });
    await symlink(kubernetes, link).catch(error => {
      if (error.code !== 'EEXIST') throw error;
    });
    return link;
  },
};
