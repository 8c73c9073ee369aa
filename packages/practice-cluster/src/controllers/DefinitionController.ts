import { Engine } from '../engine/Engine';
import { SystemClient } from '../engine/SystemClient';
import { Raw } from '../types';
import { formatTime } from '../util/time';
import { Controller } from './Controller';

const CRDS = 'customresourcedefinitions.apiextensions.k8s.io';

/** Reports that custom kinds are served. */
export class DefinitionController extends Controller {
  readonly #status: SystemClient;

  constructor(engine: Engine) {
    super(engine, 'crd-controller');
    this.#status = new SystemClient(engine, 'crd-controller', 'kube-apiserver');
    this.watchOwn(CRDS);
  }

  protected reconcile(key: string): void {
    const crd = this.read(CRDS, key);
    if (!crd) return;
    const time = formatTime(this.now());
    const condition = (type: string, reason: string, message: string): Raw => {
      const old = (crd.status?.conditions ?? []).find(
        (c: Raw) => c.type === type,
      );
      return {
        type,
        status: 'True',
        lastTransitionTime: old?.lastTransitionTime ?? time,
        reason,
        message,
      };
    };
    this.#status.updateStatus(CRDS, crd, {
      ...crd.status,
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
        condition(
          'Established',
          'InitialNamesAccepted',
          'the initial names have been accepted',
        ),
      ],
      acceptedNames: crd.spec.names,
      storedVersions:
        crd.status?.storedVersions ??
        crd.spec.versions.filter((v: Raw) => v.storage).map((v: Raw) => v.name),
    });
  }
}
