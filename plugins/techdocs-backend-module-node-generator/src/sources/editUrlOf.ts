import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { ParsedLocationAnnotation } from '@backstage/plugin-techdocs-node';
import type { MkdocsConfig, Page } from '../types';

/** Where a page can be edited: as mkdocs.yml says, else where the sources came from. */
export function editUrlOf(options: {
  page: Page;
  config: MkdocsConfig;
  location?: ParsedLocationAnnotation;
  integrations: ScmIntegrationRegistry;
}): string | undefined {
  const { page, config, location, integrations } = options;
  if (config.editUri !== undefined) {
    return fromConfig(config, config.editUri, page);
  }
  if (location?.type !== 'url') {
    return undefined;
  }
  const integration = integrations.byUrl(location.target);
  if (!integration) {
    return undefined;
  }
  const base = location.target.endsWith('/')
    ? location.target
    : `${location.target}/`;
  return integration.resolveEditUrl(
    integration.resolveUrl({ url: `./${config.docsDir}/${page.path}`, base }),
  );
}

function fromConfig(
  config: MkdocsConfig,
  editUri: string,
  page: Page,
): string | undefined {
  try {
    const repo = config.repoUrl && `${config.repoUrl.replace(/\/$/, '')}/`;
    const folder = new URL(
      editUri.endsWith('/') ? editUri : `${editUri}/`,
      repo,
    );
    const url = new URL(encodeURI(page.path), folder);
    return /^https?:$/.test(url.protocol) ? url.toString() : undefined;
  } catch {
    return undefined;
  }
}
