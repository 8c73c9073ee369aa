import fc from 'fast-check';
import {
  defaultEnvironments,
  environmentNames,
  parseEnvironments,
  resolveClusterEnvironment,
  resolveEnvironment,
} from '.';
import { takeoverLevelLabel } from '../takeover';

describe('the four environments', () => {
  it('have the caps that get stricter towards production', () => {
    expect(
      defaultEnvironments.map(({ name, cap }) => [
        name,
        takeoverLevelLabel(cap),
      ]),
    ).toEqual([
      ['development', 'Takeover L5'],
      ['test', 'Takeover L4'],
      ['pre-production', 'Takeover L3'],
      ['production', 'Takeover L2'],
    ]);
  });

  it.each([
    ['dev', 'development'],
    ['Development', 'development'],
    [' qa ', 'test'],
    ['stage', 'pre-production'],
    ['staging', 'pre-production'],
    ['UAT', 'pre-production'],
    ['canary', 'pre-production'],
    ['prod', 'production'],
  ])('are found by the word %j', (word, name) => {
    const resolved = resolveEnvironment(word);
    expect(resolved.environment.name).toBe(name);
    expect(resolved.known).toBe(true);
  });

  it('hold the rules of production for every word that is not known', () => {
    const known = defaultEnvironments.flatMap(({ name, aliases }) => [
      name as string,
      ...aliases,
    ]);
    fc.assert(
      fc.property(fc.string(), word => {
        fc.pre(!known.includes(word.trim().toLocaleLowerCase('en-US')));
        const resolved = resolveEnvironment(word);
        expect(resolved.environment.name).toBe('production');
        expect(resolved.known).toBe(false);
      }),
    );
    expect(resolveEnvironment('anything', []).environment.name).toBe(
      'production',
    );
  });
});

describe('parseEnvironments', () => {
  it('lays the configuration over what is always there', () => {
    const environments = parseEnvironments([
      { name: 'production', aliases: ['Live'], clusters: ['eu-1', 'us-1'] },
      { name: 'test', aliases: ['uat'] },
    ]);
    expect(environments.map(({ name }) => name)).toEqual(environmentNames);
    expect(resolveEnvironment('live', environments).environment.name).toBe(
      'production',
    );
    expect(resolveEnvironment('uat', environments).environment.name).toBe(
      'test',
    );
    expect(resolveClusterEnvironment('us-1', environments)).toMatchObject({
      environment: { name: 'production' },
      known: true,
    });
  });

  it('lets a cluster claim nothing by its name', () => {
    expect(
      resolveClusterEnvironment('development', parseEnvironments(undefined)),
    ).toMatchObject({ environment: { name: 'production' }, known: false });
  });

  it('means the same in whatever order it is written', () => {
    const word = fc.stringMatching(/^[a-z]{1,3}$/);
    const entry = fc.record({
      name: fc.constantFrom(...environmentNames),
      aliases: fc.array(word, { maxLength: 3 }),
      clusters: fc.array(word, { maxLength: 3 }),
    });
    const outcome = (value: unknown) => {
      try {
        return parseEnvironments(value);
      } catch (error) {
        return (error as Error).name;
      }
    };
    fc.assert(
      fc.property(
        fc
          .array(entry, { maxLength: 5 })
          .chain(entries =>
            fc.tuple(
              fc.constant(entries),
              fc.shuffledSubarray(entries, { minLength: entries.length }),
            ),
          ),
        ([entries, shuffled]) => {
          expect(outcome(shuffled)).toEqual(outcome(entries));
        },
      ),
    );
  });

  it.each([
    [{}, 'understudy.environments must be a list'],
    [[{ name: 'staging' }], 'understudy.environments[0].name must be one of'],
    [['production'], 'understudy.environments[0].name must be one of'],
    [[{ name: 'test', clusters: 'a' }], 'clusters must be a list of words'],
    [[{ name: 'test', aliases: [7] }], 'aliases must be a list of words'],
    [
      [
        { name: 'test', clusters: ['a'] },
        { name: 'production', clusters: ['a'] },
      ],
      'gives the cluster a to both production and test',
    ],
    [
      [
        { name: 'test', aliases: ['A'] },
        { name: 'development', aliases: ['a'] },
      ],
      'gives the alias a to both development and test',
    ],
    [
      [{ name: 'development', aliases: ['production'] }],
      'makes production an alias of development',
    ],
  ])('refuses %j', (value, message) => {
    expect(() => parseEnvironments(value)).toThrow(message);
  });
});
