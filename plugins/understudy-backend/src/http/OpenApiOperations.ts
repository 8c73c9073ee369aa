import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { operations } from '@understudy/plugin-understudy-common';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** The id of an operation of the API. */
export type OperationId = keyof operations;

/** How an operation is called, as the document says. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** The path with parameters in express' form, such as `/a/:b`. */
  path: string;
  /** The status of its answer when all is well. */
  status: number;
  /** Throws an InputError for what does not fit, else gives the values. */
  parseParameters(
    place: 'path' | 'query',
    values: Record<string, unknown>,
  ): Record<string, unknown>;
  /** Throws an InputError for a body that does not fit. */
  checkBody(body: unknown): void;
  /** Throws if an answer is not what the document promises. */
  checkAnswer(status: number, body: unknown): void;
  /** Throws if the document promises no answer of this type. */
  checkType(contentType: string): void;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: JsonObject;
  /** Whether a parameter in the path takes all that follows, slashes too. */
  'x-rest-of-path'?: boolean;
}

interface Content {
  content?: Record<string, { schema: JsonObject }>;
}

interface OperationObject {
  operationId: string;
  parameters?: Array<Parameter | { $ref: string }>;
  requestBody?: (Content & { required?: boolean }) | { $ref: string };
  responses: Record<string, Content | { $ref: string }>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const DOCUMENT = 'openapi.json';
const JSON_TYPE = 'application/json';

/** Points references inside the document at the document. */
function absolute<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (key, item) =>
    key === '$ref' && String(item).startsWith('#')
      ? `${DOCUMENT}${item}`
      : item,
  );
}

function explain(validate: ValidateFunction, where: string): string {
  const [error] = validate.errors ?? [];
  const path = error?.instancePath.replaceAll('/', '.').slice(1);
  const what =
    error?.keyword === 'pattern'
      ? 'has characters that have no place there'
      : error?.message ?? 'does not fit';
  return `${path || 'it'} in the ${where} ${what}`;
}

/**
 * The operations of an OpenAPI document, with their checks compiled. The same
 * document gives the types, so that types, checks and documentation cannot part.
 */
export class OpenApiOperations {
  readonly #ajv = new Ajv2020({ strict: false, coerceTypes: false });
  // What stands in an address is text, whatever the schema wants.
  readonly #lenient = new Ajv2020({ strict: false, coerceTypes: true });
  readonly #document: JsonObject;
  readonly #operations = new Map<string, Operation>();

  static create(document: JsonObject): OpenApiOperations {
    return new OpenApiOperations(document);
  }

  private constructor(document: JsonObject) {
    this.#document = document;
    for (const ajv of [this.#ajv, this.#lenient]) {
      addFormats(ajv);
      ajv.addSchema(document, DOCUMENT);
    }
    const paths = document.paths as unknown as Record<
      string,
      Record<string, OperationObject>
    >;
    for (const [path, item] of Object.entries(paths)) {
      for (const method of METHODS.filter(name => item[name])) {
        const operation = item[method];
        this.#operations.set(operation.operationId, {
          method,
          path: this.#expressPath(path, operation),
          status: Number(
            Object.keys(operation.responses).find(code => code.startsWith('2')),
          ),
          ...this.#checks(operation),
        });
      }
    }
  }

  get(id: OperationId): Operation {
    return this.#operations.get(id)!;
  }

  #resolve<T>(item: T | { $ref: string }): T {
    if (typeof item !== 'object' || item === null || !('$ref' in item)) {
      return item as T;
    }
    return item.$ref
      .split('/')
      .slice(1)
      .reduce<any>((value, key) => value[key], this.#document);
  }

  #expressPath(path: string, operation: OperationObject): string {
    const rest = (operation.parameters ?? [])
      .map(parameter => this.#resolve<Parameter>(parameter))
      .filter(parameter => parameter['x-rest-of-path'])
      .map(({ name }) => name);
    return path.replaceAll(/\{(\w+)\}/g, (_, name) =>
      rest.includes(name) ? `:${name}(*)` : `:${name}`,
    );
  }

  #checks(
    operation: OperationObject,
  ): Omit<Operation, 'method' | 'path' | 'status'> {
    const parameters = (operation.parameters ?? []).map(parameter =>
      this.#resolve<Parameter>(parameter),
    );
    const inPlace = (place: string) => {
      const mine = parameters.filter(parameter => parameter.in === place);
      return this.#lenient.compile({
        type: 'object',
        required: mine.filter(({ required }) => required).map(p => p.name),
        properties: Object.fromEntries(
          mine.map(({ name, schema }) => [name, absolute(schema)]),
        ),
      });
    };
    const validators = { path: inPlace('path'), query: inPlace('query') };
    const lists = parameters
      .filter(({ schema }) => schema.type === 'array')
      .map(({ name }) => name);
    const requestBody =
      operation.requestBody &&
      this.#resolve<Content & { required?: boolean }>(operation.requestBody);
    const bodySchema = requestBody?.content?.[JSON_TYPE]?.schema;
    const validateBody = bodySchema && this.#ajv.compile(absolute(bodySchema));
    const answers = new Map<string, ValidateFunction>();
    const types: string[] = [];
    for (const [status, response] of Object.entries(operation.responses)) {
      const { content } = this.#resolve<Content>(response);
      const schema = content?.[JSON_TYPE];
      if (status.startsWith('2')) {
        types.push(...Object.keys(content ?? {}));
      }
      if (schema) {
        answers.set(status, this.#ajv.compile(absolute(schema.schema)));
      }
    }
    return {
      parseParameters(place, values) {
        const copy = { ...values };
        for (const name of lists) {
          // A list of one looks like a single value in an address.
          if (typeof copy[name] === 'string') {
            copy[name] = [copy[name]];
          }
        }
        if (!validators[place](copy)) {
          throw new InputError(explain(validators[place], place));
        }
        return copy;
      },
      checkBody(body) {
        if (!validateBody) {
          return;
        }
        if (body === undefined && !requestBody?.required) {
          return;
        }
        if (!validateBody(body)) {
          throw new InputError(explain(validateBody, 'body'));
        }
      },
      checkType(contentType) {
        if (!types.includes(contentType.split(';')[0])) {
          throw new Error(
            `${operation.operationId} answers ${contentType}, which its document does not know`,
          );
        }
      },
      checkAnswer(status, body) {
        const validate = answers.get(String(status)) ?? answers.get('default');
        if (!validate?.(body)) {
          throw new Error(
            `${
              operation.operationId
            } answers ${status} with what its document does not allow: ${
              validate ? explain(validate, 'answer') : 'no such answer'
            }`,
          );
        }
      },
    };
  }
}
