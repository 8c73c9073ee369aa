// @ts-check

/**
 * What a person sees when everything runs.
 * @param {{ url: string, people: import('./hostConfig.mjs').Person[], took: string, log: string, kubeconfig?: string }} told
 */
export function welcome({ url, people, took, log, kubeconfig }) {
  const width = Math.max(0, ...people.map(({ name }) => name.length));
  const lines = ['', `Understudy is ready after ${took}:  ${url}`, ''];
  if (people.length > 0) {
    lines.push('Sign in as one of these people, without a password:');
    for (const { name, about } of people) {
      lines.push(`  ${name.padEnd(width)}  ${about ?? ''}`.trimEnd());
    }
    lines.push('');
  }
  const payments = `${url}/catalog/default/component/payments`;
  lines.push(
    'Try first:',
    `  ${payments}/operations   what Understudy knows of a component, and what you may do`,
  );
  if (kubeconfig) {
    lines.push(
      `  ${payments}/kubernetes   its pods; some crash-loop in production`,
    );
  }
  lines.push(
    `  ${url}/understudy   the console; its Health page says what is set up and what is not`,
    '',
  );
  if (kubeconfig) {
    lines.push(
      'Three practice clusters run, with nothing in them to lose. In another terminal:',
      `  export KUBECONFIG=${quoted(kubeconfig)}`,
      '  kubectl get pods -A',
      'That is production; --context development and --context staging are the others.',
      '',
    );
  }
  lines.push(`Stop with Ctrl-C. The log is ${log}.`);
  return lines.join('\n');
}

/**
 * For a POSIX shell.
 * @param {string} path
 */
function quoted(path) {
  return /^[\w@%+=:,./-]+$/.test(path)
    ? path
    : `'${path.replaceAll("'", `'\\''`)}'`;
}
