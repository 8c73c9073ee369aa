// @ts-check
// Writes src/api/schema.generated.ts (the types) and
// src/api/openApiDocument.generated.ts (the document itself, for validation at
// run time) from openapi/understudy.v1.yaml. With --check it writes nothing and
// fails if what is committed is not what would be written.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { parse } from 'yaml';

const root = new URL('../', import.meta.url);
const source = new URL('openapi/understudy.v1.yaml', root);
const banner =
  '// Generated from openapi/understudy.v1.yaml by `yarn generate`; do not edit.\n\n';

/** What a reader of the API report sees of each generated declaration. */
const summaries = {
  paths: 'The routes of the API, by path and method.',
  components: 'The schemas of the API, by name.',
  operations: 'The operations of the API, by their id.',
};

async function types() {
  const ast = await openapiTS(source, { alphabetize: false });
  let text = astToString(ast)
    .replace(/^export type (webhooks|\$defs) = .*;\n/gm, '')
    // Tags that are JSDoc but not TSDoc.
    .replace(/^\s*\/\*\* @enum \{\w+\} \*\/\n/gm, '')
    .replace(/^\s*\* @enum \{\w+\}\n/gm, '')
    .replace(/@description /g, '')
    .replace(/@constant /g, '');
  for (const [name, summary] of Object.entries(summaries)) {
    text = text.replace(
      `export interface ${name} {`,
      `/**\n * ${summary}\n *\n * @public\n */\nexport interface ${name} {`,
    );
  }
  return documentMembers(text, parse(await readFile(source, 'utf8')));
}

/**
 * Gives each member of the generated interfaces the comment that the API
 * report asks for.
 *
 * @param {string} text
 * @param {any} openApi
 */
function documentMembers(text, openApi) {
  const words = Object.fromEntries([
    ...Object.keys(openApi.paths).map(path => [
      JSON.stringify(path),
      `The route ${path}`.replaceAll(/[{}]/g, '\\$&'),
    ]),
    ...Object.values(openApi.paths)
      .flatMap(item => Object.values(item))
      .map(({ operationId, summary }) => [operationId, summary]),
    ...['schemas', 'responses', 'parameters', 'requestBodies'].map(name => [
      name,
      `The ${name} of the document, by name`,
    ]),
    ['headers', 'The headers of the document, by name'],
    ['pathItems', 'The path items of the document, by name'],
  ]);
  return text.replaceAll(
    /^ {4}("[^"]+"|\w+)(?=: )/gm,
    member => `    /** ${words[member.trim()]} */\n${member}`,
  );
}

async function document() {
  const parsed = parse(await readFile(source, 'utf8'));
  return `import type { JsonObject } from '@backstage/types';

/**
 * The OpenAPI document of the Understudy API.
 *
 * @public
 */
export const openApiDocument: JsonObject = ${JSON.stringify(parsed)};
`;
}

/** @param {string} text */
async function format(text) {
  return prettier.format(banner + text, {
    parser: 'typescript',
    singleQuote: true,
    trailingComma: 'all',
    arrowParens: 'avoid',
  });
}

const files = {
  'src/api/schema.generated.ts': await format(await types()),
  'src/api/openApiDocument.generated.ts': await format(await document()),
};

const stale = [];
for (const [path, wanted] of Object.entries(files)) {
  const url = new URL(path, root);
  const found = await readFile(url, 'utf8').catch(() => undefined);
  if (found !== wanted) {
    stale.push(path);
    if (!process.argv.includes('--check')) {
      await writeFile(url, wanted);
    }
  }
}
if (process.argv.includes('--check') && stale.length > 0) {
  const command =
    'yarn workspace @understudy/plugin-understudy-common generate';
  process.stderr.write(
    `${stale.join(
      ' and ',
    )} differ from openapi/understudy.v1.yaml: run \`${command}\` and commit the result.\n`,
  );
  process.exitCode = 1;
} else {
  process.stdout.write(
    stale.length > 0 ? `Wrote ${stale.join(', ')}\n` : 'Nothing to change\n',
  );
}
