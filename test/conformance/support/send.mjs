// @ts-check
import { Agent, request } from 'node:https';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string} text
 * @property {any} body the parsed answer, or its text where it is no JSON
 */

/** @type {Map<string, Agent>} */
const agents = new Map();

/** @param {string} ca */
function agentFor(ca) {
  let agent = agents.get(ca);
  if (!agent) {
    agent = new Agent({ ca, keepAlive: true, maxSockets: 64 });
    agents.set(ca, agent);
  }
  return agent;
}

/**
 * One plain HTTPS request, without a client that would hide anything.
 *
 * @param {import('../grounds/Ground.mjs').Ground} ground
 * @param {{ method: string, path: string, headers: Record<string, string>, payload?: string | Buffer, onLine?: (line: string, end: () => void) => void, seconds?: number }} call
 * @returns {Promise<Answer>}
 */
export function send(
  ground,
  { method, path, headers, payload, onLine, seconds = 30 },
) {
  return new Promise((resolve, reject) => {
    const url = new URL(ground.server);
    const call = request(
      {
        host: url.hostname,
        port: url.port,
        path: `${url.pathname.replace(/\/$/, '')}${path}`,
        method,
        headers: {
          ...headers,
          // Without it Node sends the body of a DELETE in no frame at all.
          ...(payload === undefined
            ? {}
            : { 'content-length': Buffer.byteLength(payload) }),
        },
        agent: agentFor(ground.ca),
      },
      response => {
        let text = '';
        let rest = '';
        let ended = false;
        const finish = () => {
          if (ended) return;
          ended = true;
          clearTimeout(timer);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: parsed(text),
          });
        };
        response.setEncoding('utf8');
        response.on('data', part => {
          text += part;
          if (!onLine || ended) return;
          const lines = (rest + part).split('\n');
          rest = lines.pop() ?? '';
          for (const line of lines) {
            if (line && !ended) {
              onLine(line, () => {
                finish();
                call.destroy();
              });
            }
          }
        });
        response.on('end', finish);
        response.on('close', finish);
      },
    );
    const timer = setTimeout(() => {
      call.destroy(
        new Error(`${method} ${path}: no end of the answer in ${seconds} s`),
      );
    }, seconds * 1000);
    call.on('error', error => {
      clearTimeout(timer);
      reject(error);
    });
    call.end(payload);
  });
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
