// @ts-check

/**
 * What a person sees when everything runs.
 * @param {{ url: string, people: import('./hostConfig.mjs').Person[], took: string, log: string }} told
 */
export function welcome({ url, people, took, log }) {
  const width = Math.max(0, ...people.map(({ name }) => name.length));
  const lines = ['', `Understudy is ready after ${took}:  ${url}`, ''];
  if (people.length > 0) {
    lines.push('Sign in as one of these people, without a password:');
    for (const { name, about } of people) {
      lines.push(`  ${name.padEnd(width)}  ${about ?? ''}`.trimEnd());
    }
    lines.push('');
  }
  lines.push(
    'Try first:',
    `  ${url}/catalog/default/component/payments/operations   what Understudy knows of a component, and what you may do`,
    `  ${url}/understudy   the console; its Health page says what is set up and what is not`,
    '',
    `Stop with Ctrl-C. The log is ${log}.`,
  );
  return lines.join('\n');
}
