import {
  entities,
  people,
  practiceWorld,
  startBackend,
} from './__testUtils__/practice';
import { openChooser, signInAs, TestBrowser } from './testUtils';

/** The catalog reads its files some seconds after the first start; until then Backstage would take nobody. */
describe('signing in while the catalog is still reading', () => {
  it('says so, lets nobody run into it, and goes on by itself', async () => {
    // Given a catalog that has read nothing
    const world = await practiceWorld();
    let read: typeof entities | undefined = [];
    const backend = await startBackend(world, () => {
      if (!read) {
        throw new Error('The catalog is not there');
      }
      return read;
    });
    const { backendUrl, issuer } = world;
    const browser = new TestBrowser();
    const ready = async () => {
      const response = await fetch(`${issuer}/ready`);
      return { status: response.status, ...(await response.json()) };
    };
    const look = async () => (await openChooser({ backendUrl, browser })).html;
    try {
      // Then nobody can be chosen, and the page looks again
      const users = people.map(({ user }) => user);
      await expect(ready()).resolves.toEqual({ status: 503, missing: users });
      const early = await look();
      expect(early.match(/ disabled>/g)).toHaveLength(people.length);
      expect(early).toContain('<meta http-equiv="refresh" content="2">');
      expect(early).toContain('Backstage is still reading who there is');

      // And the same while it does not answer at all
      read = undefined;
      await expect(ready()).resolves.toEqual({ status: 503, missing: users });

      // When it has read all but one, those can sign in and stay undisturbed
      read = entities.slice(1);
      await expect(ready()).resolves.toEqual({
        status: 503,
        missing: [people[0].user],
      });
      const most = await look();
      expect(most).toContain(`value="${people[0].user}" disabled>`);
      expect(most.match(/ disabled>/g)).toHaveLength(1);
      expect(most).not.toContain('http-equiv="refresh"');
      expect(most).toContain('The catalog does not know Dana Reyes.');
      const { userEntityRef } = await signInAs({
        backendUrl,
        user: people[1].user,
      });
      expect(userEntityRef).toBe(people[1].user);

      // And when it has read all, nothing is left to say
      read = entities;
      await expect(ready()).resolves.toEqual({ status: 200, missing: [] });
      expect(await look()).not.toMatch(/disabled>|role="status"/);
    } finally {
      await backend.stop();
    }
  });
});
