import type {
  EntityOperations,
  HealthReport,
  MyPermissions,
} from '@understudy/plugin-understudy-common';
import { http, HttpResponse } from 'msw';

/** Where the tests expect the backend plugin. */
export const baseUrl = 'http://localhost/api/understudy';

/** An error as Backstage words it. */
export function errorAnswer(status: number, name: string, message: string) {
  return HttpResponse.json(
    { error: { name, message }, response: { statusCode: status } },
    { status },
  );
}

/** A ledger in which nothing has happened yet. */
const quietLedger = [
  http.get(`${baseUrl}/v1/entities/:kind/:namespace/:name/timeline`, () =>
    HttpResponse.json({ items: [], scope: 'all', size: 0 }),
  ),
  http.get(
    `${baseUrl}/v1/audit/tail`,
    () =>
      new HttpResponse('event: end\ndata: {"reason":"test"}\n\n', {
        headers: { 'content-type': 'text/event-stream' },
      }),
  ),
  http.get(`${baseUrl}/v1/ledger/status`, () =>
    HttpResponse.json({
      origin: 'ledger.example.test',
      verifierKeys: [],
      size: 0,
      anchors: [],
    }),
  ),
];

/** A path on which nothing waits, and nothing is frozen. */
const quietPath = [
  http.get(`${baseUrl}/v1/policy/status`, () =>
    HttpResponse.json({ ready: true, mode: 'wasm', sentence: 'It answers.' }),
  ),
  http.get(`${baseUrl}/v1/plans`, () => HttpResponse.json({ items: [] })),
  http.get(`${baseUrl}/v1/approvals`, () =>
    HttpResponse.json({ items: [], total: 0 }),
  ),
  http.get(`${baseUrl}/v1/levels`, ({ request }) =>
    HttpResponse.json({
      entityRef: new URL(request.url).searchParams.get('entityRef'),
      levels: [],
      waiting: [],
      history: [],
    }),
  ),
];

/** A backend that answers with the given things; what is not given fails the test that asks. */
export function backendWith(answers: {
  operations?: EntityOperations;
  permissions?: MyPermissions;
  health?: HealthReport;
}) {
  const { operations, permissions, health } = answers;
  return [
    ...(operations
      ? [
          http.get(
            `${baseUrl}/v1/entities/:kind/:namespace/:name/operations`,
            () => HttpResponse.json(operations),
          ),
          ...quietLedger,
          ...quietPath,
        ]
      : []),
    ...(permissions
      ? [
          http.get(`${baseUrl}/v1/me/permissions`, () =>
            HttpResponse.json(permissions),
          ),
        ]
      : []),
    ...(health
      ? [http.get(`${baseUrl}/v1/health`, () => HttpResponse.json(health))]
      : []),
  ];
}
