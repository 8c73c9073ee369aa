import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  setImmediate as yieldToOthers,
  setTimeout as wait,
} from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ScmIntegrations,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import {
  TechdocsGenerator,
  type GeneratorRunOptions,
} from '@backstage/plugin-techdocs-node';
import { renderPage } from './html/renderPage';
import { stylesheet } from './html/stylesheet';
import { createMarkdown } from './markdown/createMarkdown';
import { parsePage } from './markdown/parsePage';
import { resolveLinks } from './markdown/resolveLinks';
import { buildSearchIndex } from './output/buildSearchIndex';
import { copyAsset } from './output/copyAsset';
import { writeMetadata } from './output/writeMetadata';
import { buildNavigation } from './sources/buildNavigation';
import { DefaultBuildReport } from './sources/DefaultBuildReport';
import { editUrlOf } from './sources/editUrlOf';
import { readMkdocsConfig } from './sources/readMkdocsConfig';
import { readSources } from './sources/readSources';
import type { Page } from './types';

/**
 * Renders an mkdocs-style folder into the site that the TechDocs reader shows.
 *
 * It runs in the backend's own process, so that neither Docker nor Python is
 * needed. Raw HTML in Markdown is shown as text, symbolic links are refused and
 * nothing outside the prepared folder is read.
 *
 * @public
 */
export class NodeTechdocsGenerator extends TechdocsGenerator {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #minimumMs: number;

  /** Creates a generator from the app's configuration. */
  static fromConfig(
    config: Config,
    options: {
      logger: LoggerService;
      /** How long a build takes at least, in milliseconds; 0 if not given. */
      minimumMs?: number;
    },
  ): NodeTechdocsGenerator {
    return new NodeTechdocsGenerator({
      ...options,
      config,
      scmIntegrations: ScmIntegrations.fromConfig(config),
    });
  }

  constructor(options: {
    logger: LoggerService;
    config: Config;
    scmIntegrations: ScmIntegrationRegistry;
    minimumMs?: number;
  }) {
    super(options);
    this.#integrations = options.scmIntegrations;
    this.#minimumMs = options.minimumMs ?? 0;
  }

  /** {@inheritDoc @backstage/plugin-techdocs-node#GeneratorBase.run} */
  async run(options: GeneratorRunOptions): Promise<void> {
    const { inputDir, outputDir, etag, logger, siteOptions } = options;
    const started = performance.now();
    const report = new DefaultBuildReport(logger);

    const config = await readMkdocsConfig({
      inputDir,
      defaultSiteName: siteOptions?.name,
      report,
    });
    const sources = await readSources({ inputDir, config, report });

    const markdown = createMarkdown();
    const pages = new Map<string, Page>();
    for (const source of sources.pages) {
      pages.set(source.path, await parsePage({ source, markdown, report }));
      await yieldToOthers();
    }
    if (![...pages.values()].some(page => page.url === '')) {
      throw new InputError(
        `The documentation has no start page. Add ${config.docsDir}/index.md (or README.md) and build again.`,
      );
    }

    const navigation = buildNavigation({ config, pages, report });
    for (const page of pages.values()) {
      resolveLinks({ page, pages, assets: sources.assets, report });
    }
    if (config.strict && report.warnings.length > 0) {
      throw new InputError(
        `mkdocs.yml asks for a strict build and there are ${
          report.warnings.length
        } warnings: ${report.warnings.join(' ')}`,
      );
    }

    const style = stylesheet();
    await write(outputDir, style.path, style.content);
    for (const page of pages.values()) {
      const html = renderPage({
        page,
        config,
        navigation,
        stylesheetPath: style.path,
        content: markdown.renderer.render(page.tokens, markdown.options, {}),
        editUrl: editUrlOf({
          page,
          config,
          location: options.parsedLocationAnnotation,
          integrations: this.#integrations,
        }),
      });
      await write(outputDir, `${page.url}index.html`, html);
      await yieldToOthers();
    }
    for (const asset of sources.assets.values()) {
      await copyAsset({ asset, outputDir });
    }
    await write(
      outputDir,
      'search/search_index.json',
      JSON.stringify(buildSearchIndex([...pages.values()])),
    );
    await writeMetadata({ outputDir, config, etag });

    logger.info(
      `Generated ${pages.size} pages and copied ${sources.assets.size} other files with the Node generator`,
    );
    await wait(Math.max(0, this.#minimumMs - (performance.now() - started)));
  }
}

async function write(outputDir: string, path: string, content: string) {
  const target = join(outputDir, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}
