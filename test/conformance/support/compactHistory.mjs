// @ts-check
import { request } from 'node:http';

/**
 * Makes a ground forget every change up to now, as it does by itself after some
 * minutes. A real API server learns of it from a key that its replicas share.
 *
 * @param {import('../grounds/Ground.mjs').Ground} ground
 */
export async function compactHistory(ground) {
  if (ground.compactUrl) {
    await post(ground.compactUrl, {});
    return;
  }
  if (!ground.etcd) {
    throw new Error('The history of this ground cannot be shortened at will.');
  }
  const key = Buffer.from('compact_rev_key').toString('base64');
  const { header } = await post(`${ground.etcd}/v3/kv/range`, { key });
  await post(`${ground.etcd}/v3/kv/put`, {
    key,
    value: Buffer.from(header.revision).toString('base64'),
  });
  await post(`${ground.etcd}/v3/kv/compaction`, { revision: header.revision });
  await new Promise(done => {
    setTimeout(done, 300);
  });
}

/** @param {string} url @param {object} body @returns {Promise<any>} */
function post(url, body) {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST' }, response => {
      let text = '';
      response.on('data', part => (text += part));
      response.on('end', () => resolve(text ? JSON.parse(text) : undefined));
    });
    call.on('error', reject);
    call.end(JSON.stringify(body));
  });
}
