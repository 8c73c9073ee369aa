// @ts-check

/**
 * A kubeconfig for one user. JSON is YAML, too.
 *
 * @param {{ name: string, server: string, ca: string, token: string }} options
 */
export function kubeconfig({ name, server, ca, token }) {
  return `${JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name,
          cluster: {
            server,
            'certificate-authority-data': Buffer.from(ca).toString('base64'),
          },
        },
      ],
      users: [{ name, user: { token } }],
      contexts: [{ name, context: { cluster: name, user: name } }],
      'current-context': name,
    },
    undefined,
    2,
  )}\n`;
}
