import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type { PlanInput } from '@understudy/plugin-understudy-common';
import { answerOf } from '../api/answerOf';
import { BackendClient } from '../api/BackendClient';
import type { PlanApi } from './PlanApi';
import type {
  ApprovalParameters,
  BreakGlass,
  IncidentInput,
  IncidentParameters,
  PlanParameters,
  Vote,
} from './PlanTypes';

/** Asks the backend about plans and approvals. */
export class DefaultPlanApi implements PlanApi {
  readonly #backend: BackendClient;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#backend = new BackendClient(options);
  }

  async listPlans(query: PlanParameters) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/plans', { params: { query } }),
    );
  }

  async getPlan(planId: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/plans/{planId}', {
        params: { path: { planId } },
      }),
    );
  }

  async getRevision(planId: string, revision: number) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/plans/{planId}/revisions/{revision}', {
        params: { path: { planId, revision } },
      }),
    );
  }

  async createPlan(body: PlanInput, idempotencyKey: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans', {
        params: { header: { 'Idempotency-Key': idempotencyKey } },
        body,
      }),
    );
  }

  async importPlan(document: unknown, entityRef?: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans/import', {
        body: {
          document: document as Record<string, never>,
          ...(entityRef && { entityRef }),
        },
      }),
    );
  }

  async exportPlan(planId: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/plans/{planId}/export', {
        params: { path: { planId } },
      }),
    );
  }

  async revisePlan(plan: { id: string; etag: string }, body: PlanInput) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans/{planId}/revisions', {
        params: {
          path: { planId: plan.id },
          header: { 'If-Match': plan.etag },
        },
        body,
      }),
    );
  }

  async refreshPreview(planId: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans/{planId}/preview', {
        params: { path: { planId } },
      }),
    );
  }

  async requestApproval(planId: string, planHash: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans/{planId}/request-approval', {
        params: { path: { planId } },
        body: { planHash },
      }),
    );
  }

  async vote(planId: string, body: Vote) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans/{planId}/approvals', {
        params: { path: { planId } },
        body,
      }),
    );
  }

  async ask(planId: string, text: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans/{planId}/questions', {
        params: { path: { planId } },
        body: { text },
      }),
    );
  }

  async page(planId: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans/{planId}/told', {
        params: { path: { planId } },
        body: {},
      }),
    );
  }

  async breakGlass(planId: string, body: BreakGlass) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans/{planId}/break-glass', {
        params: { path: { planId } },
        body,
      }),
    );
  }

  async start(planId: string, planHash: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans/{planId}/start', {
        params: { path: { planId } },
        body: { planHash },
      }),
    );
  }

  async cancel(planId: string, reason: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/plans/{planId}/cancel', {
        params: { path: { planId } },
        body: { reason },
      }),
    );
  }

  async listApprovals(query: ApprovalParameters) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/approvals', { params: { query } }),
    );
  }

  async listOperations() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/operations')).items;
  }

  async listClusters() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/clusters')).items;
  }
  async listIncidents(query: IncidentParameters) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/incidents', { params: { query } }),
    );
  }

  async openIncident(body: IncidentInput) {
    const client = await this.#backend.typed();
    return answerOf(await client.request('post', '/incidents', { body }));
  }
}
