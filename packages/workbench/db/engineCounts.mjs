// @ts-check

/**
 * What jest's JSON says about one file.
 * @typedef {object} FileResult
 * @property {string} name
 * @property {Array<{ fullName: string, status: string }>} assertionResults
 */

/** The databases, by how the tests name them. */
const engines = {
  SQLite: /\bSQLITE_\d+\b/,
  PostgreSQL: /\bPOSTGRES_\d+\b/,
};

/**
 * How many tests ran on each database, and the files that left one out.
 * @param {FileResult[]} files
 */
export function engineCounts(files) {
  /** @type {Record<string, number>} */
  const ran = {};
  /** @type {string[]} */
  const problems = [];
  for (const [engine, title] of Object.entries(engines)) {
    ran[engine] = 0;
    for (const { name, assertionResults } of files) {
      const here = assertionResults.filter(
        ({ fullName, status }) =>
          title.test(fullName) && ['passed', 'failed'].includes(status),
      ).length;
      ran[engine] += here;
      if (here === 0) problems.push(`${name} ran no test on ${engine}`);
    }
  }
  return { ran, problems };
}
