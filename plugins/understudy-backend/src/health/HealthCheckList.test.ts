import type { HealthCheck } from '@understudy/plugin-understudy-node';
import { HealthCheckList } from './HealthCheckList';

const check = (id: string): HealthCheck => ({
  id,
  title: id,
  stops: 'nothing',
  check: async () => ({ status: 'ok', sentence: 'All is well.' }),
});

describe('HealthCheckList', () => {
  it('puts the added checks after the given ones', () => {
    const list = new HealthCheckList();
    list.addCheck(check('slack'));
    expect(list.after([check('database')]).map(({ id }) => id)).toEqual([
      'database',
      'slack',
    ]);
  });

  it('refuses an id twice, and ids that the table could not keep', () => {
    const list = new HealthCheckList();
    list.addCheck(check('database'));
    expect(() => list.after([check('database')])).toThrow(
      'Two health checks have the id database',
    );
    for (const id of ['', 'Slack', 'a b', '-a', 'a-', 'a'.repeat(65)]) {
      expect(() => list.addCheck(check(id))).toThrow('lower case words');
    }
  });
});
