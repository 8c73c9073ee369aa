import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** A person of the practice identity, as the sign-in page presents them. */
export type PracticePerson = { name: string; about?: string };

/** Reads the people of the practice identity; none means that a real issuer is used. */
export function readPracticePeople(config: ConfigApi): PracticePerson[] {
  const people =
    config.getOptionalConfigArray('understudy.practice.identity.people') ?? [];
  return people.flatMap(person => {
    const name = person.getOptionalString('name');
    return name ? [{ name, about: person.getOptionalString('about') }] : [];
  });
}
