import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { techdocsGeneratorExtensionPoint } from '@backstage/plugin-techdocs-node';
import { NodeTechdocsGenerator } from './NodeTechdocsGenerator';

/**
 * The reader asks for a page and for a build of its site at the same time. If the build is over before the
 * answer for the page is in, the reader does not ask again, and a first visit ends with "not found".
 */
const MINIMUM_BUILD_MS = 1_000;

/**
 * Replaces the generator of the TechDocs backend by one that runs in Node.
 *
 * @public
 */
export const techdocsModuleNodeGenerator = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'node-generator',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        generator: techdocsGeneratorExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ config, generator, logger }) {
        generator.setTechdocsGenerator(
          NodeTechdocsGenerator.fromConfig(config, {
            logger,
            minimumMs: MINIMUM_BUILD_MS,
          }),
        );
      },
    });
  },
});
