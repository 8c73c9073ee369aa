import type { JsonObject, JsonValue } from '@backstage/types';
import type { Commit } from './SecretCommitments';
import { holdsSecret, isSecretField, isSecretName } from './secretPatterns';

/** An object without its secrets, and where they were. */
export interface MaskedObject<T extends JsonObject = JsonObject> {
  object: T;
  masked: ReadonlySet<string>;
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const FLAG = /^(--?[\w.-]+)(=)?/;

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class Masker {
  readonly masked = new Set<string>();
  readonly #commit: Commit;

  constructor(commit: Commit) {
    this.#commit = commit;
  }

  hide(pointer: string, value: JsonValue): string {
    this.masked.add(pointer);
    return this.#commit(pointer, value);
  }

  /** Every value of a map is hidden, or those that a name gives away. */
  map(
    pointer: string,
    map: JsonObject,
    isSecret: (name: string) => boolean,
  ): JsonObject {
    return Object.fromEntries(
      Object.entries(map).map(([name, value]) => {
        const place = `${pointer}/${escape(name)}`;
        return [
          name,
          value !== undefined && value !== null && isSecret(name)
            ? this.hide(place, value)
            : this.value(place, value!),
        ];
      }),
    );
  }

  value(pointer: string, value: JsonValue): JsonValue {
    if (typeof value === 'string') {
      return holdsSecret(value) ? this.hide(pointer, value) : value;
    }
    if (Array.isArray(value)) {
      return value.map((item, index) =>
        this.#pair(`${pointer}/${index}`, item),
      );
    }
    return isMap(value) ? this.#fields(pointer, value) : value;
  }

  #fields(pointer: string, object: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(object).map(([name, value]) => {
        const place = `${pointer}/${escape(name)}`;
        if ((name === 'args' || name === 'command') && Array.isArray(value)) {
          return [name, this.#arguments(place, value)];
        }
        if (name === 'annotations' && isMap(value)) {
          const secret = (key: string) =>
            key === LAST_APPLIED || isSecretName(key);
          return [name, this.map(place, value, secret)];
        }
        const hides =
          typeof value === 'string' && value !== '' && isSecretField(name);
        return [
          name,
          hides ? this.hide(place, value) : this.value(place, value!),
        ];
      }),
    );
  }

  /** `{ name, value }`, as environment variables and headers are written. */
  #pair(pointer: string, entry: JsonValue): JsonValue {
    if (!isMap(entry) || typeof entry.value !== 'string') {
      return this.value(pointer, entry);
    }
    const { value, ...rest } = entry;
    const place = `${pointer}/value`;
    return {
      ...this.#fields(pointer, rest),
      value:
        value !== '' && isSecretName(String(rest.name))
          ? this.hide(place, value)
          : this.value(place, value),
    };
  }

  /** `--password=x`, and `--password` followed by `x`. */
  #arguments(pointer: string, list: JsonValue[]): JsonValue[] {
    let secretNext = false;
    return list.map((item, index) => {
      const place = `${pointer}/${index}`;
      const flag = typeof item === 'string' ? FLAG.exec(item) : null;
      const secret = flag !== null && isSecretName(flag[1]);
      const hidden = secretNext && !flag;
      secretNext = secret && !flag?.[2];
      if (hidden || (secret && flag?.[2])) {
        return flag
          ? `${flag[1]}=${this.hide(place, item)}`
          : this.hide(place, item);
      }
      return this.value(place, item);
    });
  }
}

/**
 * Takes the secrets out of an object by its structure first, and by patterns
 * second: the values of a Secret, whatever was asked for; what `kubectl` applied
 * last; values of environment variables, flags, annotations and configuration by
 * their names; and what looks like a key or a password wherever it stands.
 */
export function maskObject<T extends JsonObject>(
  object: T,
  commit: Commit,
  options: {
    /** The kind that was asked for; what the answer calls itself counts as well. */
    kind?: string;
  } = {},
): MaskedObject<T> {
  const masker = new Masker(commit);
  const isSecret = object.kind === 'Secret' || options.kind === 'Secret';
  const isConfig = object.kind === 'ConfigMap' || options.kind === 'ConfigMap';
  const masked = Object.fromEntries(
    Object.entries(object).map(([name, value]) => {
      const place = `/${escape(name)}`;
      const values =
        name === 'data' || name === 'stringData' || name === 'binaryData';
      if (values && (isSecret || isConfig) && isMap(value)) {
        const hides = isSecret ? () => true : isSecretName;
        return [name, masker.map(place, value, hides)];
      }
      return [name, masker.value(place, value!)];
    }),
  );
  return { object: masked as T, masked: masker.masked };
}
