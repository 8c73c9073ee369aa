// @ts-check
import { configFiles, writeOverlay } from '../src/hostConfig.mjs';

export const help = `
npm run dev [-- packages]   the example host with hot reload: the pages on http://localhost:3000, the backend on
                            http://localhost:7007. Arguments go to \`backstage-cli repo start\`.
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const overlay = writeOverlay('dev', {
    app: { baseUrl: 'http://localhost:3000' },
    // The pages come from another origin than the backend here, and only here.
    backend: {
      cors: {
        origin: 'http://localhost:3000',
        methods: ['GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'DELETE'],
        credentials: true,
      },
    },
  });
  const configs = [...configFiles(), overlay].flatMap(file => [
    '--config',
    file,
  ]);
  const { code } = await context.bin(
    'backstage-cli',
    ['repo', 'start', ...configs, ...args],
    { allowFailure: true },
  );
  return code;
}
