import { OpenApiOperations } from './OpenApiOperations';

const document = {
  openapi: '3.1.0',
  paths: {
    '/things/{id}': {
      post: {
        operationId: 'changeThing',
        parameters: [
          { $ref: '#/components/parameters/id' },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 50 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Thing' },
            },
          },
        },
        responses: {
          '200': {
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Thing' },
              },
            },
          },
        },
      },
    },
  },
  components: {
    parameters: {
      id: {
        name: 'id',
        in: 'path',
        required: true,
        schema: { $ref: '#/components/schemas/Id' },
      },
    },
    schemas: {
      Id: { type: 'string', pattern: '^[a-z]+$' },
      Thing: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          inner: { $ref: '#/components/schemas/Thing' },
        },
      },
    },
  },
};

describe('OpenApiOperations', () => {
  const operation = OpenApiOperations.create(document).get(
    'changeThing' as never,
  );

  it('knows how an operation is called', () => {
    expect(operation.method).toBe('post');
    expect(operation.path).toBe('/things/:id');
  });

  it('reads parameters as what they are, and leaves what it was given alone', () => {
    const given = { limit: '7', other: 'x' };
    expect(operation.parseParameters('query', given)).toEqual({
      limit: 7,
      other: 'x',
    });
    expect(given.limit).toBe('7');
    expect(operation.parseParameters('query', {})).toEqual({});
    expect(operation.parseParameters('path', { id: 'abc' })).toEqual({
      id: 'abc',
    });
  });

  it.each([
    ['path', {}, "it in the path must have required property 'id'"],
    ['path', { id: 'A' }, 'id in the path has characters that have no place'],
    ['query', { limit: '0' }, 'limit in the query must be >= 1'],
    ['query', { limit: 'many' }, 'limit in the query must be integer'],
    ['query', { limit: ['1', '2'] }, 'limit in the query must be integer'],
  ] as const)('refuses in the %s %j', (place, values, message) => {
    expect(() => operation.parseParameters(place, values)).toThrow(message);
  });

  it.each([
    [undefined, 'it in the body must be object'],
    [{}, "must have required property 'name'"],
    [{ name: 7 }, 'name in the body must be string'],
    [{ name: 'a', extra: 1 }, 'must NOT have additional properties'],
    [{ name: 'a', at: 'today' }, 'at in the body must match format'],
    [{ name: 'a', inner: { name: 7 } }, 'inner.name in the body must be'],
  ])('refuses the body %j', (body, message) => {
    expect(() => operation.checkBody(body)).toThrow(message);
    expect(() => operation.checkBody({ name: 'a' })).not.toThrow();
  });

  it('refuses answers that it does not know', () => {
    expect(() => operation.checkAnswer(200, { name: 'a' })).not.toThrow();
    expect(() => operation.checkAnswer(200, {})).toThrow(
      'changeThing answers 200 with what its document does not allow',
    );
    expect(() => operation.checkAnswer(201, { name: 'a' })).toThrow(
      'no such answer',
    );
  });
});
