import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { isAbsolute } from 'node:path';

type Config = ReturnType<RootConfigService['getConfig']>;

/** Reads one sink of the configuration; each error names the key at fault. */
export class SinkReader {
  readonly #config: Config;
  /** The key under which it stands. */
  readonly key: string;

  constructor(config: Config, key: string) {
    this.#config = config;
    this.key = key;
  }

  /** Throws if it has a key other than these: a slip must not pass as "not configured". */
  only(known: readonly string[]): void {
    const unknown = this.#config.keys().find(name => !known.includes(name));
    if (unknown !== undefined) {
      throw new InputError(
        `${
          this.key
        }.${unknown} is not known; a sink of this type has ${known.join(', ')}`,
      );
    }
  }

  has(name: string): boolean {
    return this.#config.has(name);
  }

  in(name: string): SinkReader {
    return new SinkReader(this.#config.getConfig(name), `${this.key}.${name}`);
  }

  text(name: string): string {
    return this.#config.getString(name);
  }

  optionalText(name: string): string | undefined {
    return this.#config.getOptionalString(name);
  }

  flag(name: string): boolean | undefined {
    return this.#config.getOptionalBoolean(name);
  }

  number(name: string): number {
    return this.#config.getNumber(name);
  }

  /** A text that must look like this. */
  matching(name: string, shape: RegExp, what: string): string {
    const value = this.text(name);
    if (!shape.test(value)) {
      throw this.wrong(name, what);
    }
    return value;
  }

  absolutePath(name: string): string {
    const path = this.text(name);
    if (!isAbsolute(path) || path.includes('\0')) {
      throw this.wrong(name, 'must be an absolute path');
    }
    return path;
  }

  /** The name of the sink; its type if it has none. */
  id(type: string): string {
    return this.has('id')
      ? this.matching(
          'id',
          /^[a-z][a-z0-9]*(-[a-z0-9]+)*$(?<=^.{1,64})/,
          'must be lower case words with hyphens, at most 64 characters',
        )
      : type;
  }

  wrong(name: string, what: string): InputError {
    return new InputError(`${this.key}.${name} ${what}`);
  }
}
