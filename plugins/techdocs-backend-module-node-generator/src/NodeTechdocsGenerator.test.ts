import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
  type MockDirectoryContent,
} from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import type { GeneratorRunOptions } from '@backstage/plugin-techdocs-node';
import { parse, type HTMLElement } from 'node-html-parser';
import { limits } from './limits';
import { NodeTechdocsGenerator } from './NodeTechdocsGenerator';

const MINIMAL = {
  'mkdocs.yml': 'site_name: Docs',
  docs: { 'index.md': '# Hi' },
};

describe('NodeTechdocsGenerator', () => {
  const input = createMockDirectory();
  const output = createMockDirectory();
  const outside = createMockDirectory({
    content: { 'secret.md': '# Secret', 'secret.txt': 'secret' },
  });
  const logger = { info: jest.fn(), warn: jest.fn() };

  beforeEach(() => {
    output.clear();
    logger.info.mockClear();
    logger.warn.mockClear();
  });

  const generate = async (
    content: MockDirectoryContent | undefined,
    options?: Partial<GeneratorRunOptions>,
  ) => {
    if (content) {
      input.setContent(content);
    }
    await NodeTechdocsGenerator.fromConfig(mockServices.rootConfig(), {
      logger: mockServices.logger.mock(),
    }).run({
      inputDir: input.path,
      outputDir: output.path,
      logger: logger as unknown as GeneratorRunOptions['logger'],
      ...options,
    });
  };
  const read = (path: string) => readFile(join(output.path, path), 'utf8');
  const dom = async (path: string) => parse(await read(path));
  const titleOf = (document: HTMLElement) =>
    document.querySelector('title')?.textContent;
  const linksIn = (document: HTMLElement, selector: string) =>
    [...document.querySelectorAll(`${selector} a.md-nav__link`)].map(link => [
      link.textContent,
      link.getAttribute('href'),
    ]);

  it('given a site with nav, when generated, then each page stands where the reader looks for it, with what the reader looks for', async () => {
    await generate({
      'mkdocs.yml': `
site_name: Payments & more
site_description: How "payments" work
nav:
  - Overview: index.md
  - Operating:
      - Restarts: operating/restarts.md
      - Runbook: https://example.test/runbook
plugins: [techdocs-core]
`,
      docs: {
        'index.md': '# Payments\n\n[Restarts](operating/restarts.md#why)',
        operating: {
          'restarts.md':
            '# Restarting\n\n## Why\n\n### Memory\n\n[back](../index.md) ![p](../img/a%20b.png)',
        },
        img: { 'a b.png': 'png' },
      },
    });

    const start = await dom('index.html');
    const page = await dom('operating/restarts/index.html');

    expect(titleOf(start)).toBe('Payments & more');
    expect(titleOf(page)).toBe('Restarting - Payments & more');
    expect(
      page.querySelector('link[rel=stylesheet]')?.getAttribute('href'),
    ).toMatch(/^\.\.\/\.\.\/assets\/stylesheets\/main\.[a-f0-9]{8}\.min\.css$/);
    expect(page.querySelector('.md-header label[for=__drawer]')).toBeTruthy();
    expect(
      page.querySelector('article.md-content__inner.md-typeset > h1')
        ?.childNodes[0].textContent,
    ).toBe('Restarting');
    expect(
      linksIn(page, '[data-md-component=sidebar][data-md-type=navigation]'),
    ).toEqual([
      ['Overview', '../../'],
      ['Restarts', './'],
      ['Runbook', 'https://example.test/runbook'],
    ]);
    expect(
      linksIn(page, '[data-md-component=sidebar][data-md-type=toc]'),
    ).toEqual([
      ['Why', '#why'],
      ['Memory', '#memory'],
    ]);
    const section = page.querySelector('li.md-nav__item--active > input');
    expect(section?.hasAttribute('checked')).toBe(true);
    expect(
      page.querySelector(`label.md-nav__link[for=${section?.id}]`)?.textContent,
    ).toBe('Operating');
    expect(page.querySelector('a[aria-current=page]')?.textContent).toBe(
      'Restarts',
    );
    expect(page.querySelector('a[rel=prev]')?.getAttribute('href')).toBe(
      '../../',
    );
    expect(start.querySelector('a[rel=next]')?.getAttribute('href')).toBe(
      'operating/restarts/',
    );
    expect(start.querySelector('article p a')?.getAttribute('href')).toBe(
      'operating/restarts/#why',
    );
    expect(page.querySelector('img')?.getAttribute('src')).toBe(
      '../../img/a%20b.png',
    );
    expect(await read('img/a b.png')).toBe('png');
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('given an etag, when generated, then metadata and search index hold what backend and search read', async () => {
    const before = Date.now();
    await generate(
      {
        'mkdocs.yml': 'site_name: Docs\nsite_description: About docs',
        docs: {
          'index.md':
            'Intro & start\n\n# Hi <there>\n\nText\n\n```\nsome code\n```',
          'guide.md': '---\ntitle: The guide\n---\n\n## Part\n\n- item `x`',
        },
      },
      { etag: 'abc123' },
    );

    const metadata = JSON.parse(await read('techdocs_metadata.json'));
    expect(metadata).toEqual({
      site_name: 'Docs',
      site_description: 'About docs',
      build_timestamp: expect.any(Number),
      files: [
        expect.stringMatching(/^assets\/stylesheets\/main\.\w+\.min\.css$/),
        'guide/index.html',
        'index.html',
        'search/search_index.json',
        'techdocs_metadata.json',
      ],
      etag: 'abc123',
    });
    expect(metadata.build_timestamp).toBeGreaterThanOrEqual(before);
    expect(JSON.parse(await read('search/search_index.json')).docs).toEqual([
      { location: 'guide/', title: 'The guide', text: 'item x' },
      { location: 'guide/#part', title: 'Part', text: 'item x' },
      {
        location: '',
        title: 'Hi &lt;there&gt;',
        text: 'Intro &amp; start Text some code',
      },
      {
        location: '#hi-there',
        title: 'Hi &lt;there&gt;',
        text: 'Text some code',
      },
    ]);
    expect(
      (await dom('guide/index.html')).querySelector('h1')?.textContent,
    ).toBe('The guide');
  });

  it('given no mkdocs.yml and no nav, when generated, then the folders are the navigation and nothing is written into them', async () => {
    await generate(
      {
        docs: {
          'README.md': '# Start',
          'zebra.md': 'z',
          'apple_pie.md': 'a',
          'how-to': { 'index.md': '# All of it', 'b.md': '# B' },
          '.hidden.md': 'no',
        },
      },
      { siteOptions: { name: 'From the catalog' } },
    );

    const page = await dom('how-to/b/index.html');
    expect(titleOf(page)).toBe('B - From the catalog');
    expect(linksIn(page, '[data-md-type=navigation]')).toEqual([
      ['Start', '../../'],
      ['Apple pie', '../../apple_pie/'],
      ['Zebra', '../../zebra/'],
      ['All of it', '../'],
      ['B', './'],
    ]);
    expect(Object.keys(input.content() as object)).toEqual(['docs']);
    await expect(read('.hidden/index.html')).rejects.toThrow('ENOENT');
  });

  it('given exclude_docs and files that a browser would run, when generated, then they are not published', async () => {
    await generate({
      'mkdocs.yml':
        'site_name: Docs\nexclude_docs: |\n  drafts/\n  *.secret.md\n  !keep.secret.md',
      docs: {
        'index.md': '# Hi',
        'a.secret.md': 'x',
        'keep.secret.md': 'x',
        drafts: { 'b.md': 'x' },
        'page.html': '<script>alert(1)</script>',
        'run.js': 'alert(1)',
        'data.json': '{}',
      },
    });

    const { files } = JSON.parse(await read('techdocs_metadata.json'));
    expect(files).toEqual(
      expect.arrayContaining(['data.json', 'keep.secret/index.html']),
    );
    expect(files.join(' ')).not.toMatch(/drafts|a\.secret|page\.html|run\.js/);
    expect(logger.info).toHaveBeenCalledWith(
      'Left out, since scripts and raw HTML are not published: page.html, run.js.',
    );
  });

  it('given links that lead nowhere, when generated, then the log names them, and a strict build fails', async () => {
    const content = (strict: boolean) => ({
      'mkdocs.yml': `site_name: Docs\nstrict: ${strict}\nnav: [index.md, gone.md, other: '!include ./x/mkdocs.yml']`,
      docs: {
        'index.md':
          '# Hi\n\n[a](gone.md) [b](../../etc/passwd) [c](#no) [d](other.md#no) ![e](no.png) [ok](#hi) [ok](other.md)',
        'other.md': '# Other',
      },
    });

    await generate(content(false));
    expect(logger.warn.mock.calls.map(([message]) => message)).toEqual([
      'nav in mkdocs.yml: "gone.md" does not exist and is left out.',
      'nav in mkdocs.yml: "!include ./x/mkdocs.yml" is left out; the Node generator does not include other sites.',
      'index.md: "gone.md" leads nowhere.',
      'index.md: "../../etc/passwd" leads out of the documentation.',
      'index.md: "#no" names a heading that is not there.',
      'index.md: "other.md#no" names a heading that is not there.',
      'index.md: "no.png" leads nowhere.',
    ]);

    output.clear();
    await expect(generate(content(true))).rejects.toThrow(
      /strict build and there are 7 warnings: nav .*gone\.md/,
    );
    expect(output.content()).toEqual({});
  });

  it('given settings that only mkdocs runs, when generated, then the log says so and the build goes on', async () => {
    await generate({
      ...MINIMAL,
      'mkdocs.yml': `
site_name: Docs
theme: { name: material, language: de }
hooks: [evil.py]
plugins:
  - techdocs-core
  - macros: { x: 1 }
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:materialx.emoji.twemoji
extra:
  key: !ENV [HOME, x]
`,
    });

    expect(logger.info).toHaveBeenCalledWith(
      'mkdocs.yml: hooks has no effect in the Node generator.',
    );
    expect(logger.info).toHaveBeenCalledWith(
      'mkdocs.yml: these plugins are not run by the Node generator: macros.',
    );
    expect(
      (await dom('index.html')).querySelector('html')?.getAttribute('lang'),
    ).toBe('de');
  });

  it.each<[string, MockDirectoryContent, RegExp]>([
    [
      'docs_dir outside',
      { ...MINIMAL, 'mkdocs.yml': 'docs_dir: ../other' },
      /docs_dir in mkdocs\.yml must be a folder below it; "\.\.\/other" is not/,
    ],
    [
      'an absolute docs_dir',
      { ...MINIMAL, 'mkdocs.yml': 'docs_dir: /etc' },
      /"\/etc" is not/,
    ],
    [
      'a docs_dir that is not there',
      { 'mkdocs.yml': 'docs_dir: handbook' },
      /There is no folder "handbook"/,
    ],
    [
      'a docs_dir that is a file',
      { 'mkdocs.yml': 'docs_dir: a.md', 'a.md': '' },
      /"a\.md" is not a folder/,
    ],
    [
      'a nav entry outside',
      { ...MINIMAL, 'mkdocs.yml': 'nav: [{ x: sub/../../secret.md }]' },
      /"sub\/\.\.\/\.\.\/secret\.md" must be a file below docs_dir/,
    ],
    [
      'a nav entry with a script',
      { ...MINIMAL, 'mkdocs.yml': 'nav: [{ x: "javascript:alert(1)" }]' },
      /"javascript:alert\(1\)" must be a file below docs_dir/,
    ],
    [
      'a nav that is not a list',
      { ...MINIMAL, 'mkdocs.yml': 'nav: { a: index.md }' },
      /nav in mkdocs\.yml must be a list/,
    ],
    [
      'a nav entry that is nothing',
      { ...MINIMAL, 'mkdocs.yml': 'nav: [{ a: 3 }]' },
      /"a" must name a file, a link or a list/,
    ],
    [
      'broken YAML',
      { ...MINIMAL, 'mkdocs.yml': 'site_name: "x' },
      /mkdocs\.yml is not valid YAML/,
    ],
    [
      'a wrong kind of value',
      { ...MINIMAL, 'mkdocs.yml': 'site_name: [a]' },
      /site_name in mkdocs\.yml must be a text/,
    ],
    [
      'aliases that multiply',
      {
        ...MINIMAL,
        'mkdocs.yml': [
          'a: &a [x,x,x,x,x,x,x,x,x]',
          ...'bcdefghi'.split('').map((key, index) => {
            const alias = `*${'abcdefgh'[index]}`;
            return `${key}: &${key} [${Array(9).fill(alias)}]`;
          }),
        ].join('\n'),
      },
      /alias/i,
    ],
    [
      'no start page',
      { docs: { 'guide.md': '# Guide' } },
      /no start page\. Add docs\/index\.md/,
    ],
    [
      'two files for one address',
      { docs: { 'index.md': '', 'a.md': '', a: { 'index.md': '' } } },
      /docs\/a\.md and docs\/a\/index\.md|docs\/a\/index\.md and docs\/a\.md/,
    ],
    [
      'a symbolic link to a page outside',
      {
        docs: {
          'index.md': '',
          'x.md': ctx => ctx.symlink(join(outside.path, 'secret.md')),
        },
      },
      /docs\/x\.md is a symbolic link/,
    ],
    [
      'a symbolic link to a folder outside',
      {
        docs: {
          'index.md': '',
          sub: ctx => ctx.symlink(outside.path),
        },
      },
      /docs\/sub is a symbolic link/,
    ],
    [
      'a docs_dir that is a symbolic link to the outside',
      { docs: ctx => ctx.symlink(outside.path) },
      /docs_dir in mkdocs\.yml must be a folder below it; "docs" is not/,
    ],
    [
      'a docs_dir that is a symbolic link to the inside',
      { '.git': { 'index.md': '' }, docs: ctx => ctx.symlink('.git') },
      /docs_dir "docs" leads through a symbolic link/,
    ],
    [
      'an mkdocs.yml that is a symbolic link',
      {
        docs: { 'index.md': '' },
        'mkdocs.yml': ctx => ctx.symlink(join(outside.path, 'secret.txt')),
      },
      /mkdocs\.yml is a symbolic link/,
    ],
  ])(
    'given %s, when generated, then it refuses and says what to do',
    async (_, content, message) => {
      const error = await generate(content).catch(reason => reason);

      expect(error).toBeInstanceOf(InputError);
      expect(error.message).toMatch(message);
      expect(output.content()).toEqual({});
    },
  );

  it('given files that are too large, when generated, then it refuses before it reads them', async () => {
    input.setContent({ ...MINIMAL, docs: { 'index.md': '', 'a.png': '' } });

    await truncate(join(input.path, 'docs/a.png'), limits.assetBytes + 1);
    await expect(generate(undefined)).rejects.toThrow(
      /docs\/a\.png has \d+ bytes; at most \d+ are allowed/,
    );

    await truncate(join(input.path, 'docs/a.png'), 0);
    await truncate(join(input.path, 'docs/index.md'), limits.pageBytes + 1);
    await expect(generate(undefined)).rejects.toThrow(/docs\/index\.md has/);

    await truncate(join(input.path, 'docs/index.md'), 0);
    await truncate(join(input.path, 'mkdocs.yml'), limits.configBytes + 1);
    await expect(generate(undefined)).rejects.toThrow(
      /mkdocs\.yml has \d+ bytes; at most \d+ are read/,
    );
  });

  it('given a place to edit, when generated, then pages link to it', async () => {
    const location = {
      type: 'url' as const,
      target: 'https://github.com/acme/shop/tree/main/payments',
    };

    await generate(MINIMAL, { parsedLocationAnnotation: location });
    const fromSource = await dom('index.html');
    await generate({
      ...MINIMAL,
      'mkdocs.yml':
        'repo_url: https://git.example.test/acme/shop\nedit_uri: edit/main/docs',
    });
    const fromConfig = await dom('index.html');
    await generate({ ...MINIMAL, 'mkdocs.yml': 'edit_uri: javascript:x' });
    const fromAttack = await dom('index.html');

    const editLink = (document: HTMLElement) =>
      document.querySelector('[title="Edit this page"]')?.getAttribute('href');
    expect(editLink(fromSource)).toBe(
      'https://github.com/acme/shop/edit/main/payments/docs/index.md',
    );
    expect(editLink(fromConfig)).toBe(
      'https://git.example.test/acme/shop/edit/main/docs/index.md',
    );
    expect(editLink(fromAttack)).toBeUndefined();
  });
});
