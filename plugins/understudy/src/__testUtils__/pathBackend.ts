import {
  defaultGuardrails,
  type PlanDetail,
} from '@understudy/plugin-understudy-common';
import { http, HttpResponse } from 'msw';
import { baseUrl, errorAnswer } from './backend';
import {
  exampleClusters,
  exampleOperations,
  paymentsLevels,
  requestOf,
} from './examplePlans';

/** What was asked of the backend, in order. */
export interface Asked {
  what: string;
  // Each route has another one.
  body: Record<string, unknown> & { decision?: string; steps?: object[] };
  ifMatch?: string;
}

/** A backend with one plan, which edits, votes and questions change as the real one would. */
export function pathBackend(first: PlanDetail) {
  let current = first;
  const former: PlanDetail[] = [];
  const asked: Asked[] = [];
  const plan = `${baseUrl}/v1/plans/:planId`;
  const note = async (what: string, request: Request) => {
    const text = await request.text();
    asked.push({
      what,
      body: text ? JSON.parse(text) : {},
      ...(request.headers.has('if-match') && {
        ifMatch: request.headers.get('if-match')!,
      }),
    });
    return asked[asked.length - 1].body;
  };
  return {
    asked,
    change: (change: (before: PlanDetail) => PlanDetail) => {
      current = change(current);
    },
    handlers: [
      http.get(`${baseUrl}/v1/operations`, () =>
        HttpResponse.json({ items: exampleOperations }),
      ),
      http.get(`${baseUrl}/v1/clusters`, () =>
        HttpResponse.json({ items: exampleClusters }),
      ),
      http.get(`${baseUrl}/v1/policy/status`, () =>
        HttpResponse.json({
          ready: true,
          mode: 'wasm',
          sentence: 'It answers.',
        }),
      ),
      http.get(`${baseUrl}/v1/freezes`, () =>
        HttpResponse.json({
          items: [],
          may: { allowed: false, sentence: 'It needs the role policy-admin.' },
        }),
      ),
      http.get(`${baseUrl}/v1/guardrails`, () =>
        HttpResponse.json({ data: defaultGuardrails }),
      ),
      http.get(`${baseUrl}/v1/levels`, () => HttpResponse.json(paymentsLevels)),
      http.get(`${baseUrl}/v1/incidents`, () =>
        HttpResponse.json({
          items: [],
          mayOpen: { allowed: true, sentence: 'You are on call.' },
        }),
      ),
      http.post(`${baseUrl}/v1/incidents`, async ({ request }) =>
        HttpResponse.json(
          {
            ...(await note('incident', request)),
            id: '0190a5e0-0000-7000-8000-0000000000f1',
          },
          { status: 201 },
        ),
      ),
      http.get(`${baseUrl}/v1/presence`, ({ request }) =>
        HttpResponse.json({
          planHash: new URL(request.url).searchParams.get('planHash'),
          possible: true,
          proven: asked.some(({ what }) => what === 'presence'),
          sentence: 'Sign in again within five minutes.',
        }),
      ),
      http.post(`${baseUrl}/v1/presence`, async ({ request }) => {
        const { planHash } = await note('presence', request);
        return HttpResponse.json(
          {
            planHash,
            url: 'http://localhost/sign-in-again',
            expiresAt: new Date(Date.now() + 60_000).toISOString(),
            sentence: 'Sign in again in the window that opened.',
          },
          { status: 201 },
        );
      }),
      http.get(`${baseUrl}/v1/approvals`, () =>
        HttpResponse.json(
          current.plan.state === 'awaiting-approval'
            ? { items: [requestOf(current)], total: 1 }
            : { items: [], total: 0 },
        ),
      ),
      http.get(`${baseUrl}/v1/plans`, () =>
        HttpResponse.json({ items: [current.plan] }),
      ),
      http.post(`${baseUrl}/v1/plans`, async ({ request }) => {
        await note('create', request);
        return HttpResponse.json(current, { status: 201 });
      }),
      http.get(plan, () => HttpResponse.json(current)),
      http.get(`${plan}/revisions/:revision`, ({ params }) => {
        const found = [...former, current].find(
          each => String(each.plan.revision) === params.revision,
        );
        return found
          ? HttpResponse.json({
              planId: found.plan.id,
              revision: found.plan.revision,
              content: found.content,
              resolved: found.resolved,
              createdBy: found.plan.requestedBy,
              createdAt: found.plan.createdAt,
            })
          : errorAnswer(404, 'NotFoundError', 'There is no such revision');
      }),
      http.post(`${plan}/preview`, async ({ request }) => {
        await note('preview', request);
        current = { ...current, facts: { ...current.facts!, fresh: true } };
        return HttpResponse.json(current);
      }),
      http.post(`${plan}/revisions`, async ({ request }) => {
        const body = await note('revise', request);
        former.push(current);
        const revision = current.plan.revision + 1;
        const planHash = `sha256:${String(revision).repeat(64)}`;
        current = {
          ...current,
          plan: { ...current.plan, state: 'draft', revision, planHash },
          content: {
            ...current.content,
            steps: current.content.steps.map((step, index) => ({
              ...step,
              ...body.steps?.[index],
            })),
          },
          approvals: current.approvals.map(each => ({
            ...each,
            counts: false,
            why: 'It was about another revision.',
          })),
          actions: {
            ...current.actions,
            approve: { allowed: false, sentence: 'Ask for approval first.' },
            requestApproval: { allowed: true, sentence: 'Two are asked.' },
          },
        };
        return HttpResponse.json(current, { status: 201 });
      }),
      http.post(`${plan}/approvals`, async ({ request }) => {
        const body = await note('vote', request);
        const state = body.decision === 'deny' ? 'denied' : 'approved';
        current = {
          ...current,
          plan: { ...current.plan, state },
          actions: {
            ...current.actions,
            approve: { allowed: false, sentence: 'It is decided.' },
            deny: { allowed: false, sentence: 'It is decided.' },
          },
        };
        return HttpResponse.json(current);
      }),
      http.post(`${plan}/told`, async ({ request }) => {
        await note('page', request);
        const priya = {
          userEntityRef: 'user:default/priya',
          at: new Date().toISOString(),
          why: 'may approve',
        };
        current = { ...current, told: [...(current.told ?? []), priya] };
        return HttpResponse.json(current);
      }),
      http.post(`${plan}/questions`, async ({ request }) => {
        const text = String((await note('ask', request)).text);
        const question = {
          id: '0190a5e0-0000-7000-8000-0000000000e1',
          by: 'user:default/sam',
          at: new Date().toISOString(),
          text,
        };
        current = { ...current, questions: [question] };
        return HttpResponse.json(current, { status: 201 });
      }),
    ],
  };
}
