import type { ApiRouter } from '../http/ApiRouter';
import { withTag } from '../plans/withTag';
import type { ApprovalRequests } from './ApprovalRequests';
import type { BreakGlass } from './BreakGlass';
import type { Inbox } from './Inbox';
import type { Pager } from './Pager';
import type { Questions } from './Questions';
import type { RunStarter } from './RunStarter';
import type { Voting } from './Voting';

/**
 * The routes on which people decide. They are routes and nothing else: no
 * action of the registry, no scaffolder action, no tool of a model.
 */
export function addApprovalRoutes(options: {
  api: ApiRouter;
  requests: ApprovalRequests;
  voting: Voting;
  questions: Questions;
  glass: BreakGlass;
  starter: RunStarter;
  inbox: Inbox;
  pager: Pager;
}): void {
  const { api, requests, voting, questions, glass, starter, inbox, pager } =
    options;
  api.handle(
    'requestPlanApproval',
    { allow: ['user'], eventId: 'plan-request', severityLevel: 'medium' },
    async ({ path, body, credentials, signal, setHeader }) =>
      withTag(
        await requests.ask({ ...path, ...body, signal }, { credentials }),
        setHeader,
      ),
  );
  api.handle(
    'votePlan',
    { allow: ['user'], eventId: 'plan-vote', severityLevel: 'high' },
    async ({ path, body, credentials, setHeader }) =>
      withTag(
        await voting.vote({ ...path, ...body }, { credentials }),
        setHeader,
      ),
  );
  api.handle(
    'askAboutPlan',
    { allow: ['user'], eventId: 'plan-ask' },
    async ({ path, body, credentials, setHeader }) =>
      withTag(
        await questions.ask({ ...path, ...body }, { credentials }),
        setHeader,
      ),
  );
  api.handle(
    'pageForPlan',
    { allow: ['user'], eventId: 'plan-page', severityLevel: 'medium' },
    async ({ path, body, credentials, setHeader }) =>
      withTag(
        await pager.page({ ...path, ...body }, { credentials }),
        setHeader,
      ),
  );
  api.handle(
    'breakGlass',
    { allow: ['user'], eventId: 'plan-break-glass', severityLevel: 'critical' },
    async ({ path, body, credentials, setHeader }) =>
      withTag(
        await glass.break({ ...path, ...body }, { credentials }),
        setHeader,
      ),
  );
  api.handle(
    'startPlan',
    { allow: ['user'], eventId: 'plan-start', severityLevel: 'high' },
    async ({ path, body, credentials, signal, setHeader }) =>
      withTag(
        await starter.start({ ...path, ...body, signal }, { credentials }),
        setHeader,
      ),
  );
  api.handle(
    'listApprovals',
    { allow: ['user', 'service'], eventId: 'approvals-fetch' },
    async ({ query, credentials }) =>
      inbox.list(
        { ...query, for: query.for ?? 'me', limit: query.limit ?? 50 },
        { credentials },
      ),
  );
}
