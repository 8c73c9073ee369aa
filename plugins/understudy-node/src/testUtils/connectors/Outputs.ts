import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { inspect } from 'node:util';

/** How a text looks inside of base64, wherever in a longer text it began. */
function insideBase64(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map(offset => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
    return whole
      .toString('base64')
      .slice([0, 2, 3][offset], Math.floor(whole.length / 3) * 4);
  });
}

function disguises(text: string): string[] {
  const base64 = insideBase64(text);
  return [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    Buffer.from(text).toString('hex'),
    ...base64,
    ...base64.map(part => part.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** Whether a text holds another one, also in the usual encodings. */
export function shows(text: string, secret: string): boolean {
  return disguises(secret).some(disguise => text.includes(disguise));
}

function written(value: unknown): string {
  return inspect(value, {
    depth: Infinity,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
    breakLength: Infinity,
    getters: true,
  });
}

/** All that came out of a connector, also by its errors and its log. */
export class Outputs {
  readonly #said: { where: string; text: string }[] = [];

  /** Keeps what came out somewhere. */
  keep(where: string, value: unknown): void {
    this.#said.push({ where, text: written(value) });
  }

  /** Keeps what a call gives, or throws. */
  async of<T>(where: string, call: () => Promise<T> | T): Promise<T> {
    try {
      const answer = await call();
      this.keep(where, answer);
      return answer;
    } catch (error) {
      this.keep(`the error of ${where}`, error);
      throw error;
    }
  }

  /** A log whose lines count as well. */
  logger(): LoggerService {
    const log =
      (level: string) =>
      (message: string, meta?: Error | JsonObject): void =>
        this.keep(`the log (${level})`, [message, meta]);
    return {
      error: log('error'),
      warn: log('warn'),
      info: log('info'),
      debug: log('debug'),
      child: meta => {
        this.keep('the log', meta);
        return this.logger();
      },
    };
  }

  /** Where a secret shows. */
  find(secret: string): string[] {
    return [
      ...new Set(
        this.#said
          .filter(({ text }) => shows(text, secret))
          .map(({ where }) => where),
      ),
    ];
  }
}
