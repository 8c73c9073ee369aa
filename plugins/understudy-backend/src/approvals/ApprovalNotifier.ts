import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  rolesWithPermission,
  safeText,
  type EnvironmentName,
  type RoleAssignment,
} from '@understudy/plugin-understudy-common';
import type { PeopleService } from '../people/types';
import type { StoredPlan } from '../plans/types';
import type { ToldKeeper } from './types';

const TOPIC = 'understudy:approvals';
const TOLD_AT_MOST = 20;
const TITLE_LENGTH = 120;

interface Options {
  notifications: NotificationService;
  logger: LoggerService;
  people: PeopleService;
  told: ToldKeeper;
  assignments: readonly RoleAssignment[];
  onCall: {
    whoIs(request: {
      entityRef: string;
      environment: EnvironmentName;
      at: Date;
    }): Promise<{ people: { userEntityRef: string; order: number }[] }>;
  };
}

/** Tells people that a plan waits for them, whoever is on call first. */
export class ApprovalNotifier {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Approval is asked for. */
  async requested(plan: StoredPlan, at: number): Promise<void> {
    const { told } = this.#options;
    const people = await this.#whom(plan, at);
    await told.forget(plan.id);
    await told.add(plan.id, people, at);
    await this.#send(
      plan,
      people.map(({ userEntityRef }) => userEntityRef),
      {
        title: `Approval is asked for: ${words(plan)}`,
        description: `${plan.requestedBy} asks for ${plan.content.entityRef} in ${plan.environment}. ${plan.decision?.sentence}`,
        severity: plan.content.incident === undefined ? 'normal' : 'high',
      },
    );
  }

  /** Nobody has answered yet; the next one on call is told as well. */
  async remind(plan: StoredPlan, at: number): Promise<void> {
    const { told } = this.#options;
    const known = new Set(
      (await told.of(plan.id)).map(({ userEntityRef }) => userEntityRef),
    );
    const people = await this.#whom(plan, at);
    const more = people.filter(one => !known.has(one.userEntityRef));
    await told.add(plan.id, more, at);
    await this.#send(
      plan,
      people.map(({ userEntityRef }) => userEntityRef),
      {
        title: `Nobody has answered yet: ${words(plan)}`,
        description: `${plan.requestedBy} waits for approval of a plan for ${plan.content.entityRef} in ${plan.environment}.`,
        severity: 'high',
      },
    );
  }

  /** The next one who is on call or may approve, and was not told yet. */
  async next(
    plan: StoredPlan,
    at: number,
  ): Promise<{ userEntityRef: string; why: string }> {
    const known = new Set(
      (await this.#options.told.of(plan.id)).map(one => one.userEntityRef),
    );
    const next = (await this.#whom(plan, at)).find(
      ({ userEntityRef }) => !known.has(userEntityRef),
    );
    if (!next) {
      throw new ConflictError(
        'Everybody who is on call or may approve was told. Name somebody else: to',
      );
    }
    return next;
  }

  /** Somebody was called by name or by turn. */
  async paged(plan: StoredPlan, whom: string, by: string): Promise<void> {
    await this.#send(plan, [whom], {
      title: `You are called: ${words(plan)}`,
      description: `${by} calls you to a plan of ${plan.requestedBy} for ${plan.content.entityRef} in ${plan.environment}.`,
      severity: 'high',
    });
  }

  /** All who are needed agreed. */
  async approved(plan: StoredPlan): Promise<void> {
    await this.#send(plan, [plan.requestedBy], {
      title: `Approved: ${words(plan)}`,
      description:
        plan.content.start === 'when-started'
          ? 'It waits for you to start it.'
          : 'It starts by itself.',
      severity: 'normal',
    });
  }

  /** Somebody asked something about it. */
  async asked(plan: StoredPlan, by: string): Promise<void> {
    const people = (await this.#options.told.of(plan.id)).map(
      ({ userEntityRef }) => userEntityRef,
    );
    await this.#send(
      plan,
      [plan.requestedBy, ...people].filter(ref => ref !== by),
      {
        title: `A question about: ${words(plan)}`,
        description: `${by} asks something about it.`,
        severity: 'normal',
      },
    );
  }

  /** Somebody went without a quorum. */
  async glassBroken(
    plan: StoredPlan,
    by: string,
    reason: string,
  ): Promise<void> {
    const people = await this.#whom(plan, Date.now());
    await this.#send(
      plan,
      people
        .map(({ userEntityRef }) => userEntityRef)
        .filter(ref => ref !== by),
      {
        title: `The glass was broken: ${words(plan)}`,
        description: `${by}, for ${plan.content.entityRef} in ${
          plan.environment
        }: ${safeText(reason).slice(0, 500)}`,
        severity: 'critical',
      },
    );
  }

  /** Who is on call, then who can decide, without whoever asked. */
  async #whom(
    plan: StoredPlan,
    at: number,
  ): Promise<{ userEntityRef: string; why: string }[]> {
    const { onCall, people, assignments, logger } = this.#options;
    const duty = await onCall
      .whoIs({
        entityRef: plan.content.entityRef,
        environment: plan.environment ?? 'production',
        at: new Date(at),
      })
      .catch(error => {
        logger.warn('Who is on call cannot be said', toError(error));
        return { people: [] };
      });
    const named = (plan.decision?.rules ?? []).flatMap(({ groups }) => groups);
    const roles = rolesWithPermission('understudy.approve');
    const groups =
      named.length > 0
        ? named
        : assignments
            .filter(one => one.roles.some(role => roles.includes(role)))
            .map(({ group }) => group);
    const members = await people.membersOf([...new Set(groups)]);
    const found = [
      ...[...duty.people]
        .sort((a, b) => a.order - b.order)
        .map(({ userEntityRef }) => ({ userEntityRef, why: 'is on call' })),
      ...members.map(userEntityRef => ({ userEntityRef, why: 'may approve' })),
    ];
    return found
      .filter(
        ({ userEntityRef }, index) =>
          userEntityRef !== plan.requestedBy &&
          found.findIndex(one => one.userEntityRef === userEntityRef) === index,
      )
      .slice(0, TOLD_AT_MOST);
  }

  async #send(
    plan: StoredPlan,
    entityRef: string[],
    words_: {
      title: string;
      description: string;
      severity: 'normal' | 'high' | 'critical';
    },
  ): Promise<void> {
    if (entityRef.length === 0) {
      return;
    }
    const { notifications, logger } = this.#options;
    await notifications
      .send({
        recipients: { type: 'entity', entityRef: [...new Set(entityRef)] },
        payload: {
          ...words_,
          link: `/understudy/plans/${plan.id}`,
          topic: TOPIC,
          scope: `understudy:plan:${plan.id}`,
        },
      })
      .catch(error =>
        logger.warn(`Nobody could be told of plan ${plan.id}`, toError(error)),
      );
  }
}

function words(plan: StoredPlan): string {
  return safeText(plan.content.intent).slice(0, TITLE_LENGTH);
}
