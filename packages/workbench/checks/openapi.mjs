// @ts-check
import path from 'node:path';
import {
  BaseResolver,
  createConfig,
  lint,
  makeDocumentFromString,
  lintDocument,
} from '@redocly/openapi-core';
import { capture } from './capture.mjs';
import { readText, repositoryFiles } from './repositoryFiles.mjs';

/**
 * The recommended rules, all of them binding, save those that contradict how Backstage serves its APIs.
 */
const RULES = /** @type {any} */ ({
  extends: ['recommended-strict'],
  rules: {
    // an address of the example host would be wrong everywhere else
    'no-server-example.com': 'off',
    // every operation answers errors by `default`, in Backstage's error format
    'operation-4xx-response': 'off',
    'operation-operationId': 'error',
    'operation-description': 'off',
    'no-invalid-media-type-examples': 'error',
    'no-invalid-schema-examples': 'error',
    'path-parameters-defined': 'error',
  },
});

/** @param {any[]} found */
function sentences(found) {
  return found.map(problem => {
    const place = problem.location[0];
    const file = place?.source?.absoluteRef
      ? path.basename(place.source.absoluteRef)
      : 'document';
    return `${file}${place?.pointer ?? ''} ${problem.message} (${
      problem.ruleId
    })`;
  });
}

/**
 * @param {string} text of an OpenAPI document
 * @returns {Promise<string[]>}
 */
export async function problemsOfOpenApiText(text) {
  const config = await createConfig(RULES);
  const document = makeDocumentFromString(text, '/openapi.yaml');
  const version = /** @type {any} */ (document.parsed)?.openapi;
  if (!String(version).startsWith('3.1')) {
    return [`this is OpenAPI ${version}; ours are 3.1`];
  }
  return sentences(
    await lintDocument({
      document,
      config: config.styleguide,
      externalRefResolver: new BaseResolver(),
    }),
  );
}

/**
 * The HTTP contracts are valid OpenAPI 3.1, and what was generated from them is what would be generated now.
 *
 * @param {{ root: string }} context
 * @returns {Promise<import('./check.mjs').CheckResult>}
 */
export async function checkOpenApi({ root }) {
  const files = await repositoryFiles(root);
  const documents = files.filter(file => /\/openapi\/[^/]+\.ya?ml$/.test(file));
  const problems = [];
  if (!documents.length) {
    problems.push('no OpenAPI document found');
  }
  for (const file of documents) {
    const text = (await readText(root, file)) ?? '';
    const found = text.match(/^openapi:\s*['"]?3\.1/m)
      ? sentences(
          await lint({
            ref: path.join(root, file),
            config: await createConfig(RULES),
          }),
        )
      : await problemsOfOpenApiText(text);
    problems.push(...found.map(problem => `${path.dirname(file)}: ${problem}`));
  }
  const generators = files.filter(file =>
    file.endsWith('/scripts/generate-api.mjs'),
  );
  for (const generator of generators) {
    const { code, output } = await capture(
      process.execPath,
      [path.join(root, generator), '--check'],
      { cwd: path.join(root, path.dirname(generator), '..') },
    );
    if (code !== 0) {
      problems.push(output.trim());
    }
  }
  return {
    looked: `${documents.join(', ')} and ${
      generators.length
    } generated clients`,
    problems,
  };
}
