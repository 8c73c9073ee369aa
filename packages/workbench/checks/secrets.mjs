// @ts-check
import path from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { readText, repositoryFiles } from './repositoryFiles.mjs';

const FILES_OF_SECRETS =
  /(^|\/)(\.env(\..+)?|id_(rsa|dsa|ecdsa|ed25519)|\.netrc|kubeconfig|.+\.(pem|key|p12|pfx|jks|keystore|kubeconfig)|.*-credentials\.ya?ml)$/i;
const EXAMPLES = /(^|\/)\.env\.example$/;
const GENERATED = /(^|\/)(yarn\.lock|package-lock\.json)$|\.(svg|map)$/;
const ASSIGNMENT =
  /(?:secret|token|passw(?:or)?d|api[-_]?key|private[-_]?key|credential)\w*["']?\s*[:=]\s*["'`]?([A-Za-z0-9+/_=-]{20,})(?![\w.(])/gi;

/** @param {string} text */
function bitsPerCharacter(text) {
  const counts = new Map();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {Promise<string[]>} never with the secret itself
 */
export async function problemsOfText(file, text) {
  const { messages } = await lintSource({
    source: {
      filePath: file,
      content: text,
      contentType: 'text',
      ext: path.extname(file),
    },
    options: {
      maskSecrets: true,
      noPhysicFilePath: true,
      config: {
        rules: [
          {
            id: '@secretlint/secretlint-rule-preset-recommend',
            rule: creator,
            options: {},
            rules: [
              {
                id: '@secretlint/secretlint-rule-aws',
                options: { enableIDScanRule: true },
              },
            ],
          },
        ],
      },
    },
  });
  const problems = messages.map(
    message =>
      `${file}:${
        message.loc.start.line
      } looks like a secret (${message.ruleId.replace(
        '@secretlint/secretlint-rule-',
        '',
      )})`,
  );
  for (const match of text.matchAll(ASSIGNMENT)) {
    const value = match[1];
    if (
      /\d/.test(value) &&
      /[a-z]/i.test(value) &&
      bitsPerCharacter(value) > 3.8
    ) {
      const line = text.slice(0, match.index).split('\n').length;
      problems.push(`${file}:${line} assigns what looks like a secret`);
    }
  }
  return problems;
}

/**
 * @param {{ root: string }} context
 * @returns {Promise<import('./check.mjs').CheckResult>}
 */
export async function checkSecrets({ root }) {
  const files = await repositoryFiles(root);
  const problems = files
    .filter(file => FILES_OF_SECRETS.test(file) && !EXAMPLES.test(file))
    .map(file => `${file} is a kind of file that holds secrets`);
  let looked = 0;
  for (const file of files.filter(each => !GENERATED.test(each))) {
    const text = await readText(root, file);
    if (text !== undefined) {
      looked += 1;
      problems.push(...(await problemsOfText(file, text)));
    }
  }
  return { looked: `${looked} files`, problems };
}
