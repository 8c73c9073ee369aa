import type Token from 'markdown-it/lib/token.mjs';

/** What counts from an mkdocs.yml. */
export interface MkdocsConfig {
  siteName: string;
  siteDescription: string;
  /** Relative to the folder of mkdocs.yml, with forward slashes. */
  docsDir: string;
  language: string;
  nav?: unknown[];
  /** Patterns as in a .gitignore file. */
  exclude: string[];
  strict: boolean;
  repoUrl?: string;
  editUri?: string;
}

/** A Markdown file as found. Paths are relative to docs_dir, with forward slashes. */
export interface SourcePage {
  path: string;
  absolutePath: string;
  url: string;
}

/** A file that is copied as it is. */
export interface SourceAsset {
  path: string;
  absolutePath: string;
}

/** The files of a documentation. */
export interface Sources {
  pages: SourcePage[];
  /** By path. */
  assets: Map<string, SourceAsset>;
}

/** A heading of a page. */
export interface Heading {
  level: number;
  id: string;
  text: string;
}

/** A parsed page. */
export interface Page {
  path: string;
  /** Relative to the root of the site: empty for the start page, else with a trailing slash. */
  url: string;
  title: string;
  description?: string;
  headings: Heading[];
  tokens: Token[];
}

/** An entry of the navigation: a page, a link to elsewhere, or a section. */
export type NavigationItem =
  | { type: 'page'; title: string; page: Page }
  | { type: 'link'; title: string; href: string }
  | { type: 'section'; title: string; items: NavigationItem[] };

/** Collects what a writer should know. */
export interface BuildReport {
  readonly warnings: string[];
  info(message: string): void;
  warn(message: string): void;
}
