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
