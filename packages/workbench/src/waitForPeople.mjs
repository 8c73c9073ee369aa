// @ts-check
import { setTimeout as wait } from 'node:timers/promises';
import { get } from './get.mjs';

/**
 * Waits until the practice identity provider says that the catalog knows its people: before that nobody can sign in.
 * It is no reason to fail, since everything else is there; after a while it is said and left at that.
 * @param {object} options
 * @param {number | undefined} options.identityPort where it listens, if it is on
 * @param {number} options.patienceMs
 * @param {() => boolean} options.ended whether the backend has ended meanwhile
 * @param {(line: string) => void} options.show
 */
export async function waitForPeople({ identityPort, patienceMs, ended, show }) {
  if (!identityPort) return;
  const until = Date.now() + patienceMs;
  /** @type {Awaited<ReturnType<typeof get>> | undefined} */
  let answer;
  do {
    answer = await get(`http://127.0.0.1:${identityPort}/ready`).catch(
      () => undefined,
    );
    if (answer?.status === 200 || ended()) return;
    await wait(250);
  } while (Date.now() < until);
  show(
    answer?.status === 503
      ? `The catalog does not know yet: ${JSON.parse(answer.body).missing.join(
          ', ',
        )}. They can sign in once it has read them.`
      : 'The practice identity provider does not say whether people can sign in.',
  );
}
