// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { readTarball } from './readTarball.mjs';

/**
 * A registry on this machine that holds our packages and nothing else, so that an adopter's very commands can be run
 * before anything is published.
 *
 * @param {import('./packPackages.mjs').PackedPackage[]} packed
 */
export async function startRegistry(packed) {
  const byName = new Map(packed.map(each => [each.name, each]));
  const server = createServer((request, response) => {
    const url = decodeURIComponent(
      new URL(request.url ?? '/', 'http://registry').pathname,
    ).slice(1);
    const asked = byName.get(url.replace(/\/-\/.*$/, ''));
    if (!asked) {
      response.writeHead(404).end('{}');
    } else if (url.includes('/-/')) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      createReadStream(asked.tarball).pipe(response);
    } else {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(packument(asked, address())));
    }
  });
  await new Promise(resolve =>
    server.listen(0, '127.0.0.1', () => resolve(undefined)),
  );
  function address() {
    const bound = /** @type {import('node:net').AddressInfo} */ (
      server.address()
    );
    return `http://127.0.0.1:${bound.port}`;
  }
  return {
    url: address(),
    stop: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}

/**
 * @param {import('./packPackages.mjs').PackedPackage} asked
 * @param {string} url
 */
function packument({ name, version, tarball }, url) {
  const bytes = readFileSync(tarball);
  const { manifest } = readTarball(tarball);
  return {
    name,
    'dist-tags': { latest: version },
    // Old enough for those who let packages ripen before they install them.
    time: { [version]: '2020-01-01T00:00:00.000Z' },
    versions: {
      [version]: {
        ...manifest,
        dist: {
          tarball: `${url}/${name}/-/${name.split('/')[1]}-${version}.tgz`,
          integrity: `sha512-${createHash('sha512')
            .update(bytes)
            .digest('base64')}`,
          shasum: createHash('sha1').update(bytes).digest('hex'),
        },
      },
    },
  };
}
