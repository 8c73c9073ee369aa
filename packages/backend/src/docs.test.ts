import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { NodeTechdocsGenerator } from '@understudy/plugin-techdocs-backend-module-node-generator';
import {
  permissionsOfRole,
  understudyPermissions,
  understudyRoles,
} from '@understudy/plugin-understudy-common';

type GeneratorLogger = Parameters<NodeTechdocsGenerator['run']>[0]['logger'];

const ROOT = resolve(__dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('docs', () => {
  const output = createMockDirectory();

  it.each(['.', 'examples/docs/payments', 'examples/docs/checkout'])(
    'given the documentation in %s, when built, then no link leads nowhere',
    async folder => {
      const warnings: string[] = [];
      await NodeTechdocsGenerator.fromConfig(mockServices.rootConfig(), {
        logger: mockServices.logger.mock(),
      }).run({
        inputDir: join(ROOT, folder),
        outputDir: output.path,
        logger: {
          info: () => {},
          warn: (message: string) => warnings.push(message),
        } as unknown as GeneratorLogger,
      });

      expect(warnings).toEqual([]);
      expect(output.content({ shouldReadAsText: true })).toMatchObject({
        'index.html': expect.stringContaining('<article'),
      });
      output.clear();
    },
  );

  it('given the files that a newcomer reads first, when followed, then their links lead to files that are there', () => {
    const broken = [
      'README.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'CODE_OF_CONDUCT.md',
    ].flatMap(file =>
      [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)(#[^)]*)?\)/g)]
        .map(match => match[1])
        .filter(target => !existsSync(join(ROOT, target)))
        .map(target => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('given the roles in the code, when read about, then docs/policy-security.md has the same table', () => {
    const table = read('docs/policy-security.md')
      .split('\n')
      .filter(line => /^\| (Permission|`understudy\.)/.test(line))
      .map(line =>
        line
          .split('|')
          .slice(1, -1)
          .map(cell => cell.trim()),
      );
    expect(table).toEqual([
      ['Permission', ...understudyRoles],
      ...understudyPermissions.map(({ name }) => [
        `\`${name}\``,
        ...understudyRoles.map(role =>
          permissionsOfRole(role).some(given => given === name) ? '✓' : '',
        ),
      ]),
    ]);
  });

  it('given a dependency, when looked up, then docs/dependencies.md says why it is here, and says so of no other', () => {
    const rows = [
      ...read('docs/dependencies.md').matchAll(
        /^\| ((?:`[^`]+`(?:, )?)+) +\|/gm,
      ),
    ].flatMap(row => [...row[1].matchAll(/`([^`]+)`/g)].map(name => name[1]));
    const explains = (row: string, name: string) =>
      row.endsWith('/*') ? name.startsWith(row.slice(0, -1)) : row === name;

    const names = new Set(
      [
        '.',
        'test',
        'packages/workbench/toolchain',
        ...foldersIn('packages'),
        ...foldersIn('plugins'),
      ]
        .map(folder => JSON.parse(read(join(folder, 'package.json'))))
        .flatMap(({ dependencies, devDependencies, optionalDependencies }) =>
          Object.keys({
            ...dependencies,
            ...devDependencies,
            ...optionalDependencies,
          }),
        )
        .filter(name => !name.startsWith('@understudy/')),
    );
    const unexplained = [...names].filter(
      name => !rows.some(row => explains(row, name)),
    );
    const gone = rows.filter(
      row => ![...names].some(name => explains(row, name)),
    );
    expect({ unexplained, gone }).toEqual({ unexplained: [], gone: [] });
  });
});

function foldersIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .map(name => join(folder, name))
    .filter(path => existsSync(join(ROOT, path, 'package.json')));
}
