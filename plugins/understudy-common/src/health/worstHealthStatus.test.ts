import fc from 'fast-check';
import { healthStatuses, worstHealthStatus } from '.';

describe('worstHealthStatus', () => {
  it('is failed if one is, else attention if one is, else ok', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...healthStatuses)), statuses => {
        const worst = ['failed', 'attention'].find(status =>
          statuses.some(one => one === status),
        );
        expect(worstHealthStatus(statuses)).toBe(worst ?? 'ok');
      }),
    );
  });
});
