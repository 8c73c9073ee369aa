import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { techdocsGeneratorExtensionPoint } from '@backstage/plugin-techdocs-node';
import { NodeTechdocsGenerator } from './NodeTechdocsGenerator';

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
          NodeTechdocsGenerator.fromConfig(config, { logger }),
        );
      },
    });
  },
});
