#!/usr/bin/env node
// @ts-check
// Reduces the published Kubernetes documents to the kinds that the practice cluster serves.
// Usage: node scripts/build-assets.mjs [kubernetes source folder]
// Needs Go on the PATH; without an argument the sources come through the Go module proxy.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const VERSION = 'v1.36.3';
const GROUP_VERSIONS = [
  'v1',
  'apiextensions.k8s.io/v1',
  'apps/v1',
  'authentication.k8s.io/v1',
  'authorization.k8s.io/v1',
  'autoscaling/v2',
  'batch/v1',
  'coordination.k8s.io/v1',
  'discovery.k8s.io/v1',
  'events.k8s.io/v1',
  'networking.k8s.io/v1',
  'policy/v1',
  'rbac.authorization.k8s.io/v1',
  'scheduling.k8s.io/v1',
  'storage.k8s.io/v1',
];
const LEFT_OUT = new Set(['volumeattributesclasses']);

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, '..', 'assets');
const goEnv = { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' };

/** @returns {string} */
function sources() {
  if (process.argv[2]) return process.argv[2];
  const out = execFileSync(
    'go',
    ['mod', 'download', '-json', `k8s.io/kubernetes@${VERSION}`],
    {
      cwd: join(here, 'gotypes'),
      env: goEnv,
      encoding: 'utf8',
    },
  );
  return JSON.parse(out).Dir;
}

/** @param {string} file */
const readJson = file => JSON.parse(readFileSync(file, 'utf8'));

/**
 * @param {string} name
 * @param {unknown} value
 */
function writeCompressed(name, value) {
  const raw = Buffer.from(JSON.stringify(value));
  const packed = brotliCompressSync(raw, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    },
  });
  const file = join(assets, `${name}.json.br`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, packed);
  process.stdout.write(`${name}: ${raw.length} -> ${packed.length}\n`);
}

/** @param {string} goId e.g. `#api/apps/v1.Deployment` */
const definitionName = goId =>
  `io.k8s.${goId.replace(/^#/, '').replaceAll('/', '.')}`;

/** @param {any} definitions @param {any} goTypes @param {any} defaults */
function mergeListTypes(definitions, goTypes, defaults) {
  for (const [id, type] of Object.entries(goTypes.types)) {
    const definition = definitions[definitionName(id)];
    if (!definition) continue;
    if (definition['x-kubernetes-map-type'] === 'atomic') type.a = 1;
    for (const field of type.f) {
      const property = definition.properties?.[field.n];
      if (!property) continue;
      if (property['x-kubernetes-list-type'])
        field.l = property['x-kubernetes-list-type'];
      if (property['x-kubernetes-list-map-keys'])
        field.lk = property['x-kubernetes-list-map-keys'];
      if (property['x-kubernetes-map-type'] === 'atomic') field.a = 1;
      const fallback =
        property.default ??
        defaults[definitionName(id)]?.properties?.[field.n]?.default;
      if (fallback !== undefined && typeof fallback !== 'object')
        field.d = fallback;
      if (property.enum) field.e = property.enum;
    }
  }
}

/** Drops what no served path reaches. @param {any} doc @param {Record<string, any>} all @param {string} prefix */
function reachable(doc, all, prefix) {
  /** @type {Record<string, any>} */
  const kept = {};
  const visit = value => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (value && typeof value === 'object') {
      const ref = value.$ref;
      if (typeof ref === 'string' && ref.startsWith(prefix)) {
        const name = ref.slice(prefix.length);
        if (!kept[name] && all[name]) {
          kept[name] = all[name];
          visit(all[name]);
        }
      }
      Object.values(value).forEach(visit);
    }
  };
  visit(doc);
  return Object.fromEntries(
    Object.keys(all)
      .filter(n => kept[n])
      .map(n => [n, kept[n]]),
  );
}

const pathOf = gv => (gv === 'v1' ? '/api/v1/' : `/apis/${gv}/`);

function servedPath(path) {
  const gv = GROUP_VERSIONS.find(
    v => path === pathOf(v) || path.startsWith(pathOf(v)),
  );
  if (!gv) return false;
  const rest = path.slice(pathOf(gv).length).replace('watch/', '').split('/');
  const parts =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !['status', 'finalize'].includes(rest[2])
      ? rest.slice(2)
      : rest;
  const resource = parts.length > 2 ? `${parts[0]}/${parts[2]}` : parts[0];
  return (
    !LEFT_OUT.has(resource) && !LEFT_OUT.has(parts[0]) && parts[2] !== 'proxy'
  );
}

/** The columns of server-side tables, by kind. @param {string} root @param {any} definitions */
function tableColumns(root, definitions) {
  const source = readFileSync(
    join(root, 'pkg', 'printers', 'internalversion', 'printers.go'),
    'utf8',
  );
  const packages = {
    metav1: 'io.k8s.apimachinery.pkg.apis.meta.v1.',
    apiv1: 'io.k8s.api.core.v1.',
  };
  const describe = expression => {
    const doc = /(\w+)\.(\w+)\{\}(?:\.(\w+))?\.SwaggerDoc\(\)\["(\w*)"\]/.exec(
      expression,
    );
    if (!doc)
      return [...expression.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
        .map(m => JSON.parse(`"${m[1]}"`))
        .join('');
    const [, pkg, kind, inner, field] = doc;
    const prefix =
      packages[pkg] ?? `io.k8s.api.${pkg.replace(/(v\d+).*$/, '.$1')}.`;
    let definition = definitions[`${prefix}${kind}`];
    if (inner) {
      const name = inner[0].toLowerCase() + inner.slice(1);
      const ref = definition?.properties?.[name]?.$ref ?? '';
      definition = definitions[ref.replace('#/definitions/', '')];
    }
    return definition?.properties?.[field]?.description ?? '';
  };
  /** @type {Record<string, any>} */
  const sets = {};
  for (const [, name, body] of source.matchAll(
    /(\w+) := \[\]metav1.TableColumnDefinition\{(.*?)\n\t\}/gs,
  )) {
    sets[name] = [
      ...`${body}\n`.matchAll(
        /\{Name: "([^"]+)", Type: "(\w+)"(?:, Format: "(\w+)")?(?:, Priority: (\d))?(?:, Format: "(\w+)")?(?:, Description: (.*))?\},?\n/g,
      ),
    ].map(([, n, type, format, priority, late, text]) => ({
      name: n,
      type,
      format: format ?? late ?? '',
      description: describe(text ?? ''),
      priority: Number(priority ?? 0),
    }));
  }
  /** @type {Record<string, any>} */
  const byKind = {};
  for (const [, set, printer] of source.matchAll(
    /TableHandler\((\w+), print(\w+)\)/g,
  ))
    if (!printer.endsWith('List')) byKind[printer] = sets[set];
  return byKind;
}

function main() {
  const root = sources();
  rmSync(assets, { recursive: true, force: true });
  const spec = join(root, 'api', 'openapi-spec');
  const swagger = readJson(join(spec, 'swagger.json'));

  const goTypes = JSON.parse(
    execFileSync('go', ['run', '.'], {
      cwd: join(here, 'gotypes'),
      env: goEnv,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }),
  );
  const v3 = GROUP_VERSIONS.map(
    gv =>
      readJson(
        join(
          spec,
          'v3',
          `${pathOf(gv).slice(1, -1).replaceAll('/', '__')}_openapi.json`,
        ),
      ).components.schemas,
  );
  mergeListTypes(swagger.definitions, goTypes, Object.assign({}, ...v3));
  writeCompressed('types', goTypes);

  writeCompressed('columns', tableColumns(root, swagger.definitions));

  const aggregated = readJson(
    join(root, 'api', 'discovery', 'aggregated_v2.json'),
  );
  const core = readJson(join(root, 'api', 'discovery', 'api__v1.json'));
  const lists = { v1: core };
  for (const gv of GROUP_VERSIONS.slice(1)) {
    lists[gv] = readJson(
      join(root, 'api', 'discovery', `apis__${gv.replace('/', '__')}.json`),
    );
  }
  for (const list of Object.values(lists)) {
    list.resources = list.resources.filter(
      r => !LEFT_OUT.has(r.name) && !r.name.endsWith('/proxy'),
    );
  }
  const order = aggregated.items.map(i => i.metadata.name ?? '');
  writeCompressed('discovery', { version: VERSION, lists, order });

  const paths = Object.fromEntries(
    Object.entries(swagger.paths).filter(
      ([p]) =>
        servedPath(p) || p === '/version/' || p === '/api/' || p === '/apis/',
    ),
  );
  const v2 = { ...swagger, paths };
  v2.definitions = reachable(paths, swagger.definitions, '#/definitions/');
  writeCompressed('openapi-v2', v2);

  for (const gv of GROUP_VERSIONS) {
    const base = pathOf(gv).slice(1, -1).replaceAll('/', '__');
    const doc = readJson(join(spec, 'v3', `${base}_openapi.json`));
    doc.paths = Object.fromEntries(
      Object.entries(doc.paths).filter(([p]) => servedPath(p)),
    );
    doc.components.schemas = reachable(
      doc.paths,
      doc.components.schemas,
      '#/components/schemas/',
    );
    writeCompressed(`openapi-v3/${base}`, doc);
  }
}

main();
