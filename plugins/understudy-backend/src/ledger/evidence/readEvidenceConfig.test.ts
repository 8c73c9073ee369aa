import { mockServices } from '@backstage/backend-test-utils';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEvidenceConfig } from './readEvidenceConfig';

const read = (evidence: object | undefined, backend: object = {}) =>
  readEvidenceConfig(
    mockServices.rootConfig({
      data: {
        backend: { ...backend },
        understudy: { evidence: evidence as {} },
      },
    }),
  );

describe('readEvidenceConfig', () => {
  it('given nothing, then packages are kept for 90 days in a folder', () => {
    expect(read(undefined)).toEqual({
      directory: join(tmpdir(), 'understudy-evidence'),
      retentionDays: 90,
      atOnce: 2,
      perDay: 20,
      weekly: false,
    });
    expect(read(undefined, { workingDirectory: '/srv' }).directory).toBe(
      '/srv/understudy-evidence',
    );
  });

  it('given a bucket, then it is read as that of a sink', () => {
    const store = { type: 's3', bucket: 'audit', region: 'eu-west-1' };
    expect(read({ weekly: true, store })).toMatchObject({
      weekly: true,
      store: { bucket: 'audit', prefix: '', forcePathStyle: false },
    });
  });

  it.each<[object, string]>([
    [{ retentionDays: 366 }, 'understudy.evidence.retentionDays'],
    [{ directory: 'relative' }, 'understudy.evidence.directory'],
    [{ perPerson: { atOnce: 0 } }, 'understudy.evidence.perPerson.atOnce'],
    [{ store: { type: 'ftp' } }, 'understudy.evidence.store.type'],
    [
      { store: { type: 's3', bucket: 'audit', region: 'eu', lock: 1 } },
      'understudy.evidence.store.lock',
    ],
  ])('given %j, then the key at fault is named', (evidence, key) => {
    expect(() => read(evidence)).toThrow(key);
  });
});
