import type {
  Person,
  RoleAssignment,
} from '@understudy/plugin-understudy-common';

/** Says who an account is, by sources that the administrator trusts. */
export interface PeopleService {
  /**
   * As it is at this moment; who is missing is not known to trusted sources,
   * and counts for nothing.
   */
  find(refs: readonly string[]): Promise<Map<string, Person>>;

  /** Which members of these groups may approve, at most some hundreds. */
  membersOf(groups: readonly string[]): Promise<string[]>;
}

/** `understudy.people`, read. */
export interface PeopleConfig {
  /** From where users and groups are believed; a `*` at the end stands for anything. */
  trustedOrigins: readonly string[];
  /** Accounts of the same human. */
  aliases: readonly (readonly string[])[];
  /** Which group has which roles. */
  assignments: readonly RoleAssignment[];
}
