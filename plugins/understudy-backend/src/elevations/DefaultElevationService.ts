import type {
  Elevation,
  ElevationInput,
  ElevationRequest,
  ElevationRequests,
  EnvironmentName,
} from '@understudy/plugin-understudy-common';
import type {
  AccessService,
  CallerCredentials,
  UserCredentials,
} from '../access/types';
import type { ElevationAsking } from './ElevationAsking';
import type { ElevationEnding } from './ElevationEnding';
import type { ElevationForce } from './ElevationForce';
import type { ElevationRights } from './ElevationRights';
import type { ElevationView } from './ElevationView';
import type { ElevationVoting } from './ElevationVoting';
import type { ElevationService, StoredElevation } from './types';

interface Options {
  access: AccessService;
  rights: ElevationRights;
  asking: ElevationAsking;
  voting: ElevationVoting;
  ending: ElevationEnding;
  force: ElevationForce;
  view: ElevationView;
}

/** Elevations: every step stands in the ledger before it holds. */
export class DefaultElevationService implements ElevationService {
  readonly #options: Options;

  static create(options: Options): DefaultElevationService {
    return new DefaultElevationService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async list(
    request: { entityRef: string },
    options: { credentials: CallerCredentials },
  ): Promise<ElevationRequests> {
    const { access, rights, view } = this.#options;
    await access.authorizeRead(options);
    const entity = await rights.entityOf(
      request.entityRef,
      options.credentials,
    );
    return view.list(entity, options.credentials);
  }

  async request(
    input: ElevationInput,
    options: { credentials: UserCredentials },
  ): Promise<ElevationRequest> {
    const { asking } = this.#options;
    return this.#shown(
      await asking.request(input, options.credentials),
      options,
    );
  }

  async extend(
    request: { id: string; minutes?: number; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<ElevationRequest> {
    const { asking } = this.#options;
    return this.#shown(
      await asking.extend(request, options.credentials),
      options,
    );
  }

  async vote(
    request: {
      id: string;
      decision: 'approve' | 'deny' | 'withdraw';
      digest: string;
      comment?: string;
    },
    options: { credentials: UserCredentials },
  ): Promise<ElevationRequest> {
    const { voting } = this.#options;
    return this.#shown(
      await voting.vote(request, options.credentials),
      options,
    );
  }

  async revoke(
    request: { id: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<ElevationRequest> {
    const { ending } = this.#options;
    return this.#shown(
      await ending.revoke(request, options.credentials),
      options,
    );
  }

  async inForce(request: {
    entityRef: string;
    environment: EnvironmentName;
    at: number;
  }): Promise<Elevation | undefined> {
    return this.#options.force.inForce(request);
  }

  async tidyUp(): Promise<void> {
    await this.#options.ending.tidyUp();
  }

  async #shown(
    elevation: StoredElevation,
    options: { credentials: UserCredentials },
  ): Promise<ElevationRequest> {
    return this.#options.view.of(elevation, options.credentials);
  }
}
