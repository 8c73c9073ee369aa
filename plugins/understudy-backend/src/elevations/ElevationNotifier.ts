import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  safeText,
  takeoverLevelLabel,
} from '@understudy/plugin-understudy-common';
import type { PeopleService } from '../people/types';
import type { StoredElevation } from './types';

const WORDS = 500;

interface Options {
  notifications: NotificationService;
  logger: LoggerService;
  people: PeopleService;
  approvers: readonly string[];
  ownersOf(entityRef: string): Promise<string[]>;
}

/** Tells those who can approve. Nothing fails where nobody can be told. */
export class ElevationNotifier {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async asked(elevation: StoredElevation): Promise<void> {
    const { notifications, logger, people, approvers, ownersOf } =
      this.#options;
    const { id, entityRef, environment, requestedBy } = elevation;
    try {
      const owners =
        environment === 'production' ? await ownersOf(entityRef) : [];
      const members = await people.membersOf([
        ...new Set([...approvers, ...owners]),
      ]);
      const told = members.filter(ref => ref !== requestedBy);
      if (told.length === 0) {
        return;
      }
      const { kind, namespace, name } = parseEntityRef(entityRef);
      await notifications.send({
        recipients: { type: 'entity', entityRef: told },
        payload: {
          title: `An elevation is asked for: ${takeoverLevelLabel(
            elevation.level,
          )} in ${environment}`,
          description: `${requestedBy} asks for ${
            elevation.minutes
          } minutes, for ${entityRef}: ${safeText(elevation.reason).slice(
            0,
            WORDS,
          )}`,
          severity: 'high',
          link: `/catalog/${namespace}/${kind}/${name}/operations`,
          topic: 'understudy:elevations',
          scope: `understudy:elevation:${id}`,
        },
      });
    } catch (error) {
      logger.warn(
        `Nobody could be told of the elevation ${id}`,
        toError(error),
      );
    }
  }
}
