// @ts-check

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?(Z|[+-]\d\d:?\d\d)( UTC)?)?/g;
const ADDRESS = /\b(10|127|172|192)\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g;

/**
 * What differs by nature from one cluster to the next, taken out of an
 * observation: ids, times, versions, addresses, and names that were made up.
 * What relates two of them stays: the same made-up name gets the same number.
 *
 * @param {unknown} observation
 * @param {{ run: string, madeUp: string[], server: string }} known
 */
export function normalise(observation, { run, madeUp, server }) {
  const names = new Map();
  for (const name of madeUp) {
    if (!names.has(name)) names.set(name, `MADEUP${names.size + 1}`);
  }
  const longestFirst = [...names].sort((a, b) => b[0].length - a[0].length);
  const host = new URL(server).host;

  /** @param {string} text */
  const inText = text => {
    let out = text;
    for (const [name, label] of longestFirst) out = out.replaceAll(name, label);
    return out
      .replaceAll(run, 'RUN')
      .replaceAll(server, 'SERVER')
      .replaceAll(host, 'HOST')
      .replace(/\b(continue)=[^&\s]{12,}/g, '$1=CONTINUE')
      .replace(/\b(resourceVersion)=[1-9]\d*/g, '$1=RV')
      .replace(/\bkube-api-access-[a-z0-9]{5}\b/g, 'kube-api-access-XXXXX')
      .replace(/(\\?"resourceVersion\\?":\\?")\d+/g, '$1RV')
      .replace(UUID, 'UID')
      .replace(TIME, 'TIME')
      .replace(ADDRESS, 'ADDRESS')
      .replace(/(too old resource version: )\d+ \(\d+\)/, '$1N (N)')
      .replace(
        /(Too large resource version: )\d+, current: \d+/,
        '$1N, current: N',
      );
  };

  /**
   * @param {any} value
   * @param {string} key
   * @returns {any}
   */
  const walk = (value, key) => {
    if (Array.isArray(value)) {
      const list = value.map(item => walk(item, ''));
      return key === 'managedFields' ? sortedManagers(list) : list;
    }
    if (value && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([k, v]) => [inText(k), walk(v, k)]),
      );
    }
    if (typeof value === 'string') {
      if (key === 'resourceVersion' && /^[1-9]\d*$/.test(value)) return 'RV';
      if (key === 'continue' && value !== '') return 'CONTINUE';
      return inText(value);
    }
    if (key === 'nodePort' && typeof value === 'number') return 'PORT';
    return value;
  };
  return walk(observation, '');
}

/**
 * Entries of one second stand in no certain order.
 *
 * @param {any[]} entries
 */
function sortedManagers(entries) {
  return [...entries].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

/** @param {any} entry */
function keyOf(entry) {
  return [entry.manager, entry.operation, entry.subresource ?? ''].join(' ');
}
