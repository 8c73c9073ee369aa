import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  understudyApprovePermission,
  understudyReadPermission,
} from '@understudy/plugin-understudy-common';
import { createUnderstudyPermissionPolicy } from './createUnderstudyPermissionPolicy';
import { DenialReporter } from './DenialReporter';

const person = (
  userEntityRef = 'user:default/dana',
  actor?: { subject: string },
) => ({
  credentials: mockCredentials.user(userEntityRef, { actor }),
  info: { userEntityRef, ownershipEntityRefs: [userEntityRef] },
});

describe('what the policy refuses', () => {
  it('is told once in a minute with its number, and what it allows never', () => {
    const events = mockServices.events.mock();
    events.publish.mockResolvedValue(undefined);
    let now = 0;
    const reporter = new DenialReporter({ events, now: () => now });
    for (let second = 0; second < 150; second++) {
      now = second * 1_000;
      reporter.denied(person(), 'understudy.approve');
    }
    reporter.denied(person('user:default/sam'), 'understudy.approve');
    now = -1_000_000;
    reporter.denied(person(), 'understudy.approve');
    const told = events.publish.mock.calls.map(
      ([{ eventPayload }]) => eventPayload,
    );
    expect(told).toEqual(
      [
        ['dana', 1],
        ['dana', 60],
        ['dana', 60],
        ['sam', 1],
        ['dana', 30],
      ].map(([name, count]) => ({
        userEntityRef: `user:default/${name}`,
        permission: 'understudy.approve',
        count,
      })),
    );
  });

  it('is refused whether or not anybody learns of it', async () => {
    const events = mockServices.events.mock();
    events.publish.mockRejectedValue(new Error('the bus is down'));
    const policy = createUnderstudyPermissionPolicy({
      config: mockServices.rootConfig({ data: {} }),
      fallback: { handle: jest.fn() },
      events,
    });
    await expect(
      policy.handle({ permission: understudyApprovePermission }, person()),
    ).resolves.toEqual({ result: AuthorizeResult.DENY });
    await policy.handle({ permission: understudyReadPermission }, person());
    expect(events.publish).toHaveBeenCalledTimes(1);
    // Understudy itself asks on behalf of people all the time.
    await policy.handle(
      { permission: understudyApprovePermission },
      person('user:default/sam', { subject: 'plugin:understudy' }),
    );
    expect(events.publish).toHaveBeenCalledTimes(1);
  });
});
