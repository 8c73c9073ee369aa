// @ts-check
/** Compiles the rules and writes what is committed of them: `node test/policy/build.mjs`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOpa, opaVersion } from './buildOpa.mjs';
import {
  compilePolicy,
  digestOf,
  packedFolder,
  rulesFolder,
  sourceDigests,
} from './compilePolicy.mjs';

const wasm = compilePolicy(buildOpa(line => console.error(line)));
const digest = {
  opa: opaVersion(),
  wasm: digestOf(wasm),
  sources: sourceDigests(),
};
writeFileSync(join(rulesFolder, 'policy.wasm'), wasm);
writeFileSync(
  join(rulesFolder, 'policy.json'),
  `${JSON.stringify(digest, null, 2)}\n`,
);
writeFileSync(join(packedFolder, 'policy.wasm'), wasm);
console.log(`${wasm.length} bytes, ${digest.wasm}`);
