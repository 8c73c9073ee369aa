import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  environmentNames,
  weekdays,
  type EnvironmentName,
  type Weekday,
} from '@understudy/plugin-understudy-common';
import type { DutyHours, OnCallRule } from './types';

const KEY = 'understudy.onCall';
const FIELDS = [
  'entities',
  'systems',
  'environments',
  'people',
  'days',
  'from',
  'to',
  'timeZone',
];
const RULES_AT_MOST = 500;
const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

type Fields = Record<string, unknown>;

/** A list of words; one that is empty would leave open what it means. */
function readList(fields: Fields, where: string, field: string) {
  const value = fields[field];
  if (value === undefined) {
    return undefined;
  }
  if (
    !Array.isArray(value) ||
    value.length === 0 ||
    value.some(item => typeof item !== 'string')
  ) {
    throw new InputError(
      `${where}.${field} must be a list of one or more words; leave it out to mean everything`,
    );
  }
  return value as string[];
}

function readRefs(
  fields: Fields,
  where: string,
  field: string,
  kind?: string,
): string[] | undefined {
  return readList(fields, where, field)?.map((text, index) => {
    const at = `${where}.${field}[${index}]`;
    let ref;
    try {
      ref = parseEntityRef(text.trim(), {
        ...(kind && { defaultKind: kind }),
        defaultNamespace: 'default',
      });
    } catch {
      throw new InputError(
        `${at} must be an entity reference such as ${
          kind ?? 'component'
        }:default/name`,
      );
    }
    if (kind && ref.kind.toLocaleLowerCase('en-US') !== kind) {
      throw new InputError(`${at} must name a ${kind}, and ${text} is none`);
    }
    return stringifyEntityRef(ref);
  });
}

function readWords<T extends string>(
  fields: Fields,
  where: string,
  field: string,
  known: readonly T[],
): T[] | undefined {
  return readList(fields, where, field)?.map((word, index) => {
    const found = known.find(one => one === word);
    if (found === undefined) {
      throw new InputError(
        `${where}.${field}[${index}] must be one of ${known.join(', ')}`,
      );
    }
    return found;
  });
}

function readTime(
  fields: Fields,
  where: string,
  field: 'from' | 'to',
  otherwise: string,
): number {
  const value = fields[field] ?? otherwise;
  const found = typeof value === 'string' ? TIME.exec(value) : undefined;
  if (!found || (field === 'from' && value === '24:00')) {
    throw new InputError(
      `${where}.${field} must be a time in quotes, such as '22:00'`,
    );
  }
  return value === '24:00' ? 24 * 60 : Number(found[1]) * 60 + Number(found[2]);
}

function readHours(fields: Fields, where: string): DutyHours | undefined {
  const { days, from, to, timeZone } = fields;
  if (days === undefined && from === undefined && to === undefined) {
    if (timeZone !== undefined) {
      throw new InputError(
        `${where}.timeZone says nothing without days, from or to`,
      );
    }
    return undefined;
  }
  if ((from === undefined) !== (to === undefined)) {
    throw new InputError(`${where} must give both from and to, or neither`);
  }
  const hours = {
    days: readWords<Weekday>(fields, where, 'days', weekdays) ?? weekdays,
    from: readTime(fields, where, 'from', '00:00'),
    to: readTime(fields, where, 'to', '24:00'),
    timeZone: readTimeZone(fields, where),
  };
  if (hours.from === hours.to) {
    throw new InputError(
      `${where}.to must differ from its from; leave both out for whole days`,
    );
  }
  return hours;
}

function readTimeZone(fields: Fields, where: string): string {
  const value = fields.timeZone ?? 'UTC';
  try {
    if (typeof value === 'string') {
      return new Intl.DateTimeFormat('en-US', {
        timeZone: value,
      }).resolvedOptions().timeZone;
    }
  } catch {
    // Said below.
  }
  throw new InputError(
    `${where}.timeZone must be a time zone such as Europe/Berlin`,
  );
}

function readRule(value: unknown, where: string): OnCallRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(`${where} must have people`);
  }
  const fields = value as Fields;
  const strange = Object.keys(fields).find(name => !FIELDS.includes(name));
  if (strange !== undefined) {
    throw new InputError(
      `${where}.${strange} is not known; there are ${FIELDS.join(', ')}`,
    );
  }
  const people = readRefs(fields, where, 'people', 'user');
  if (!people) {
    throw new InputError(
      `${where}.people must list who is called, in order, such as user:default/sam`,
    );
  }
  const entities = readRefs(fields, where, 'entities');
  const systems = readRefs(fields, where, 'systems', 'system');
  const environments = readWords<EnvironmentName>(
    fields,
    where,
    'environments',
    environmentNames,
  );
  const hours = readHours(fields, where);
  return {
    ...(entities && { entities: new Set(entities) }),
    ...(systems && { systems: new Set(systems) }),
    ...(environments && { environments: new Set(environments) }),
    people: [...new Set(people)],
    ...(hours && { hours }),
  };
}

/** Reads `understudy.onCall`, and throws with the key at fault where it is wrong. */
export function readOnCallRules(config: RootConfigService): OnCallRule[] {
  const value = config.getOptional(KEY) ?? [];
  if (!Array.isArray(value) || value.length > RULES_AT_MOST) {
    throw new InputError(
      `${KEY} must be a list of at most ${RULES_AT_MOST} entries with people`,
    );
  }
  return value.map((rule, index) => readRule(rule, `${KEY}[${index}]`));
}
