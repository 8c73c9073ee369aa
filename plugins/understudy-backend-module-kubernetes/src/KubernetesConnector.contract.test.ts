import { testConnector } from '@understudy/plugin-understudy-node/testUtils';
import {
  startPracticeCluster,
  type PracticeCluster,
} from '@understudy/practice-cluster';
import { kubernetesTrial } from './__testUtils__/kubernetesTrial';
import { notImplemented } from './__testUtils__/notImplemented';

jest.setTimeout(600_000);

describe('the contract of connectors, on the practice cluster', () => {
  let cluster: PracticeCluster;

  beforeAll(async () => {
    cluster = await startPracticeCluster({ speed: 50 });
  });
  afterAll(() => cluster.close());

  it.each([
    ['in the name of people', true],
    ['as an account of its own', false],
  ])('holds where it acts %s', async (_, impersonate) => {
    const report = await testConnector(
      kubernetesTrial(cluster, { impersonate }),
    );
    expect(report.notImplemented).toEqual(notImplemented);
  });
});
