import { posix } from 'node:path';
import type MarkdownIt from 'markdown-it';
import { parseDocument } from 'yaml';
import { limits } from '../limits';
import { readTextFile } from '../sources/readTextFile';
import { titleFromName } from '../sources/titleFromName';
import type { BuildReport, Heading, Page, SourcePage } from '../types';
import { plainText } from './plainText';

const FRONT_MATTER =
  /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

/** Reads and parses one Markdown file. */
export async function parsePage(options: {
  source: SourcePage;
  markdown: MarkdownIt;
  report: BuildReport;
}): Promise<Page> {
  const { source, markdown, report } = options;
  const text = await readTextFile({
    path: source.absolutePath,
    name: source.path,
    maxBytes: limits.pageBytes,
  });
  const { body, title, description } = splitFrontMatter(
    text.replace(/^\uFEFF/, ''),
    source.path,
    report,
  );
  const tokens = markdown.parse(body, {});

  const headings: Heading[] = [];
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open') {
      headings.push({
        level: Number(token.tag.slice(1)),
        id: String(token.attrGet('id')),
        text: plainText(tokens[index + 1].children ?? []).trim(),
      });
    }
  });

  return {
    path: source.path,
    url: source.url,
    title:
      title ||
      headings.find(heading => heading.level === 1)?.text ||
      fallbackTitle(source),
    description,
    headings,
    tokens,
  };
}

function fallbackTitle({ path, url }: SourcePage): string {
  return url === ''
    ? 'Home'
    : titleFromName(posix.basename(path).replace(/\.md$/i, ''));
}

function splitFrontMatter(text: string, path: string, report: BuildReport) {
  const match = FRONT_MATTER.exec(text);
  if (!match) {
    return { body: text };
  }
  const document = parseDocument(match[1], { logLevel: 'error' });
  const values: unknown =
    document.errors.length > 0 ? undefined : document.toJS();
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    // Two horizontal rules, or broken metadata: better shown than lost.
    if (document.errors.length > 0) {
      report.warn(`${path}: the block at the top is not valid YAML.`);
    }
    return { body: text };
  }
  const { title, description } = values as Record<string, unknown>;
  return {
    body: text.slice(match[0].length),
    title: typeof title === 'string' ? title : undefined,
    description: typeof description === 'string' ? description : undefined,
  };
}
