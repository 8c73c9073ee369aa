import {
  coreExtensionData,
  createExtension,
  createExtensionInput,
  createFrontendModule,
  PageLayout,
} from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  SwappableComponentBlueprint,
} from '@backstage/plugin-app-react';
import { Layout } from './Layout';
import { Navigation } from './Navigation';
import { PageLayout as OurPageLayout } from './PageLayout';

/** Our own frame: navigation at the side, or behind a button on a narrow screen. */
export const layoutModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    createExtension({
      name: 'layout',
      attachTo: { id: 'app/root', input: 'children' },
      inputs: {
        nav: createExtensionInput([coreExtensionData.reactElement], {
          singleton: true,
        }),
        content: createExtensionInput([coreExtensionData.reactElement], {
          singleton: true,
        }),
      },
      output: [coreExtensionData.reactElement],
      factory: ({ inputs }) => [
        coreExtensionData.reactElement(
          <Layout nav={inputs.nav.get(coreExtensionData.reactElement)}>
            {inputs.content.get(coreExtensionData.reactElement)}
          </Layout>,
        ),
      ],
    }),
    NavContentBlueprint.make({ params: { component: Navigation } }),
    SwappableComponentBlueprint.make({
      name: 'core-page-layout',
      params: define =>
        define({ component: PageLayout, loader: () => OurPageLayout }),
    }),
  ],
});
