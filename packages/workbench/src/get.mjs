// @ts-check
import { Agent, request } from 'node:http';

/**
 * Fetches from this machine, never through a proxy.
 * @param {string} url
 * @returns {Promise<{ status: number, type: string, body: string }>}
 */
export function get(url) {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { agent: new Agent(), timeout: 15_000 },
      response => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', text => {
          body += text;
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            body,
          }),
        );
      },
    );
    asked.on('timeout', () =>
      asked.destroy(new Error(`no answer from ${url} within 15 seconds`)),
    );
    asked.on('error', reject);
    asked.end();
  });
}
