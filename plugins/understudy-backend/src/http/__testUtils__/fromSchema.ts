import fc, { type Arbitrary } from 'fast-check';
import { hostileValues } from './hostile';

/** A JSON schema, as far as the document of the API uses it. */
export interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
}

/** What fits a schema. */
export class FromSchema {
  readonly #document: object;
  /** What is there, by the names under which requests speak of it. */
  readonly #known: (name: string) => readonly unknown[];

  constructor(options: {
    document: object;
    known: (name: string) => readonly unknown[];
  }) {
    this.#document = options.document;
    this.#known = options.known;
  }

  resolve<T extends object>(item: T & { $ref?: string }): T {
    return item.$ref === undefined
      ? item
      : item.$ref
          .split('/')
          .slice(1)
          .reduce<any>((value, key) => value[key], this.#document);
  }

  /** Values that fit, with those that exist among them. */
  fitting(given: Schema, name = '', depth = 0): Arbitrary<unknown> {
    const schema = this.resolve<Schema>(given);
    const made = this.#made(schema, name, depth);
    const known = this.#known(name);
    return known.length > 0
      ? fc.oneof(
          { arbitrary: fc.constantFrom(...known), weight: 4 },
          { arbitrary: made, weight: 1 },
        )
      : made;
  }

  /** The same with something in it that does not fit. */
  almost(schema: Schema, name = ''): Arbitrary<unknown> {
    return fc
      .tuple(
        this.fitting(schema, name),
        fc.nat(),
        fc.constantFrom('replace', 'delete', 'add'),
        fc.constantFrom(...hostileValues),
      )
      .map(([value, where, how, hostile]) =>
        spoil(structuredClone(value), where, how, hostile),
      );
  }

  #made(schema: Schema, name: string, depth: number): Arbitrary<unknown> {
    const choice = schema.oneOf ?? schema.anyOf;
    if (choice) {
      return fc.oneof(...choice.map(one => this.fitting(one, name, depth + 1)));
    }
    if (schema.allOf) {
      return fc
        .tuple(...schema.allOf.map(one => this.fitting(one, name, depth + 1)))
        .map(parts => Object.assign({}, ...parts));
    }
    if ('const' in schema) {
      return fc.constant(schema.const);
    }
    if (schema.enum) {
      return fc.constantFrom(...schema.enum);
    }
    switch (schema.type) {
      case 'string':
        return text(schema);
      case 'integer':
        return fc.integer({
          min: Math.max(schema.minimum ?? -10, -(2 ** 31)),
          max: Math.min(schema.maximum ?? 2 ** 31 - 1, 2 ** 31 - 1),
        });
      case 'number':
        return fc.double({ noNaN: true, noDefaultInfinity: true });
      case 'boolean':
        return fc.boolean();
      case 'array':
        return fc.array(this.fitting(schema.items ?? {}, name, depth + 1), {
          minLength: schema.minItems ?? 0,
          maxLength: Math.max(
            schema.minItems ?? 0,
            Math.min(schema.maxItems ?? 3, 3),
          ),
        });
      case 'object':
        return this.#object(schema, depth);
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  }

  #object(schema: Schema, depth: number): Arbitrary<unknown> {
    const required = schema.required ?? [];
    const members = Object.entries(schema.properties ?? {}).filter(
      ([key]) => depth < 6 || required.includes(key),
    );
    const record = fc.record(
      Object.fromEntries(
        members.map(([key, member]) => [
          key,
          this.fitting(member, key, depth + 1),
        ]),
      ),
      { requiredKeys: required.filter(key => schema.properties?.[key]) },
    );
    return schema.additionalProperties === false
      ? record
      : fc
          .tuple(
            record,
            fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 2 }),
          )
          .map(([own, more]) => ({ ...more, ...own }));
  }
}

function text(schema: Schema): Arbitrary<string> {
  const { minLength = 0, maxLength = 60, pattern, format } = schema;
  if (format === 'uuid') {
    return fc.uuid();
  }
  if (format === 'date-time') {
    return fc.date({ noInvalidDate: true }).map(date => date.toISOString());
  }
  if (format === 'date') {
    return fc
      .date({
        noInvalidDate: true,
        min: new Date('1970-01-01'),
        max: new Date('2100-01-01'),
      })
      .map(date => date.toISOString().slice(0, 10));
  }
  if (pattern !== undefined) {
    try {
      return fc.stringMatching(new RegExp(pattern, 'u'));
    } catch {
      // What fast-check cannot turn round is at least a word.
      return fc.stringMatching(/^[a-z]{1,20}$/);
    }
  }
  return fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, 60)),
  });
}

function spoil(
  value: unknown,
  where: number,
  how: string,
  hostile: unknown,
): unknown {
  const places: Array<[holder: any, key: string | number]> = [];
  const walk = (holder: any) => {
    if (typeof holder === 'object' && holder !== null) {
      for (const key of Object.keys(holder)) {
        places.push([holder, key]);
        walk(holder[key]);
      }
    }
  };
  walk(value);
  if (places.length === 0) {
    return hostile;
  }
  const [holder, key] = places[where % places.length];
  if (how === 'delete') {
    delete holder[key];
  } else if (how === 'add' && !Array.isArray(holder)) {
    Object.defineProperty(holder, where % 2 ? '__proto__' : 'more', {
      value: hostile,
      enumerable: true,
    });
  } else {
    holder[key] = hostile;
  }
  return value;
}
