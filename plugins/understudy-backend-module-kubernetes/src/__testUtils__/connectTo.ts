import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { ClusterMetrics } from '../client/ClusterMetrics';
import type { Instruments } from '../client/KubeTransport';
import { readKubernetesConfig } from '../config/readKubernetesConfig';
import { KubernetesConnector } from '../KubernetesConnector';

/** Measures nothing; outside of jest there are no mocks. */
const instruments = {
  metrics: new ClusterMetrics({
    createHistogram: () => ({ record() {} }),
  } as unknown as ConstructorParameters<typeof ClusterMetrics>[0]),
  tracing: {
    startActiveSpan: (
      _name: string,
      _options: object,
      call: (span: object) => unknown,
    ) => call({ setAttribute() {} }),
  },
} as unknown as Instruments;

/** The connector, configured as `understudy.kubernetes` and `kubernetes` say. */
export function connectTo(
  config: JsonObject,
  kubernetes: JsonObject = {},
): KubernetesConnector {
  return new KubernetesConnector(
    readKubernetesConfig(
      new ConfigReader({
        kubernetes,
        understudy: {
          kubernetes: { commitmentKey: 'a key for tests', ...config },
        },
      }),
    ),
    instruments,
  );
}
