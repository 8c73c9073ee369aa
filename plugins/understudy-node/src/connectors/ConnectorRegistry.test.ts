import { z } from 'zod';
import type { Connector } from './Connector';
import { ConnectorRegistry } from './ConnectorRegistry';
import type { Operation } from './Operation';
import { OperationError } from './OperationError';

const pour = (changes: Partial<Operation> = {}): Operation => ({
  id: 'coffee:pour',
  title: 'Pour',
  description: 'Pours coffee.',
  verb: 'update',
  input: z.strictObject({
    cups: z.int().min(1),
    cup: z.strictObject({ size: z.enum(['small', 'large']) }).optional(),
    milk: z.boolean().default(false),
  }),
  output: z.never(),
  idempotent: false,
  reversible: false,
  async resolve() {
    return [];
  },
  async checkAccess() {
    return [];
  },
  ...changes,
});

const coffee = (...operations: Operation[]): Connector => ({
  id: 'coffee',
  title: 'Coffee',
  operations,
  async health() {
    return [];
  },
});

function issuesOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    return (error as OperationError).issues;
  }
  throw new Error('It threw nothing');
}

describe('ConnectorRegistry', () => {
  const registry = new ConnectorRegistry();
  registry.add(coffee(pour()));

  it('given an input that fits, then it is given back with its defaults', () => {
    expect(registry.parseInput('coffee:pour', { cups: 2 })).toEqual({
      cups: 2,
      milk: false,
    });
  });

  it('given an input that does not fit, then each field at fault is named', () => {
    const bad = JSON.parse(
      '{"cups":0,"cup":{"size":"huge","a/b\\u202e":1},"__proto__":{"x":1}}',
    );
    const issues = issuesOf(() => registry.parseInput('coffee:pour', bad));
    expect(issues.map(({ pointer }) => pointer).sort()).toEqual([
      '/__proto__',
      '/cup/a~1b‹U+202E›',
      '/cup/size',
      '/cups',
    ]);
    expect(() => registry.parseInput('coffee:pour', bad)).toThrow(
      expect.objectContaining({ name: 'InputError', kind: 'invalid' }),
    );
    expect(() => registry.parseInput('coffee:pour', 'x')).toThrow(/not valid/);
  });

  it('given an unknown operation, then what there is gets named', () => {
    expect(() => registry.get('coffee:spill')).toThrow(
      'There is no operation coffee:spill. There are coffee:pour',
    );
    expect(registry.find('constructor')).toBeUndefined();
  });

  it('describes operations with a schema for forms, and with what they implement', () => {
    expect(registry.describe()).toEqual([
      expect.objectContaining({
        id: 'coffee:pour',
        connector: 'coffee',
        supports: [],
        inputSchema: expect.objectContaining({
          additionalProperties: false,
          required: ['cups'],
        }),
      }),
    ]);
  });

  it.each<[string, Operation[]]>([
    ['tea:pour', [pour({ id: 'tea:pour' })]],
    ['strict object', [pour({ input: z.object({ cups: z.int() }) })]],
    ['strict object', [pour({ input: z.string() })]],
    ['same id', [pour(), pour()]],
  ])('refuses a connector that is not as it must be: %s', (why, operations) => {
    const other = new ConnectorRegistry();
    expect(() => other.add(coffee(...operations))).toThrow(why);
    expect(other.describe()).toEqual([]);
  });

  it('refuses a second connector of the same id', () => {
    expect(() => registry.add(coffee())).toThrow('two connectors');
  });
});
