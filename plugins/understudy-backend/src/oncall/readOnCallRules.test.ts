import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { readOnCallRules } from './readOnCallRules';

const read = (onCall: JsonValue) =>
  readOnCallRules(
    mockServices.rootConfig({ data: { understudy: { onCall } } }),
  );

describe('readOnCallRules', () => {
  it('reads who is called for what and when', () => {
    expect(
      read([
        {
          entities: ['Component:Payments'],
          systems: ['checkout'],
          environments: ['production'],
          people: ['sam', 'user:default/Sofia', 'user:default/sam'],
          days: ['sat', 'sun'],
          from: '22:00',
          to: '06:00',
          timeZone: 'Europe/Berlin',
        },
        { people: ['user:default/sam'] },
        { people: ['user:default/sam'], days: ['mon'] },
      ]),
    ).toEqual([
      {
        entities: new Set(['component:default/payments']),
        systems: new Set(['system:default/checkout']),
        environments: new Set(['production']),
        people: ['user:default/sam', 'user:default/sofia'],
        hours: {
          days: ['sat', 'sun'],
          from: 22 * 60,
          to: 6 * 60,
          timeZone: 'Europe/Berlin',
        },
      },
      { people: ['user:default/sam'] },
      {
        people: ['user:default/sam'],
        hours: { days: ['mon'], from: 0, to: 24 * 60, timeZone: 'UTC' },
      },
    ]);
    expect(readOnCallRules(mockServices.rootConfig())).toEqual([]);
  });

  it.each<[JsonValue, string]>([
    ['sam', 'understudy.onCall must be a list'],
    [['sam'], 'understudy.onCall[0] must have people'],
    [[{}], 'understudy.onCall[0].people must list who is called'],
    [[{ people: [] }], 'understudy.onCall[0].people must be a list of one or'],
    [
      [{ people: ['sam'] }, { people: ['group:default/sre'] }],
      'understudy.onCall[1].people[0] must name a user',
    ],
    [
      [{ people: ['sam'], person: 'sam' }],
      'understudy.onCall[0].person is not known',
    ],
    [
      [{ people: ['sam'], entities: [] }],
      'understudy.onCall[0].entities must be a list of one or more',
    ],
    [
      [{ people: ['sam'], entities: ['payments'] }],
      'understudy.onCall[0].entities[0] must be an entity reference',
    ],
    [
      [{ people: ['sam'], environments: ['prod'] }],
      'understudy.onCall[0].environments[0] must be one of development',
    ],
    [
      [{ people: ['sam'], from: '22:00' }],
      'understudy.onCall[0] must give both from and to',
    ],
    [
      [{ people: ['sam'], from: 1320, to: '06:00' }],
      "understudy.onCall[0].from must be a time in quotes, such as '22:00'",
    ],
    [
      [{ people: ['sam'], from: '24:00', to: '06:00' }],
      'understudy.onCall[0].from must be a time',
    ],
    [
      [{ people: ['sam'], from: '06:00', to: '06:00' }],
      'understudy.onCall[0].to must differ',
    ],
    [
      [{ people: ['sam'], days: ['monday'] }],
      'understudy.onCall[0].days[0] must be one of mon',
    ],
    [
      [{ people: ['sam'], days: ['mon'], timeZone: 'Mars/Olympus' }],
      'understudy.onCall[0].timeZone must be a time zone',
    ],
    [
      [{ people: ['sam'], timeZone: 'UTC' }],
      'understudy.onCall[0].timeZone says nothing without',
    ],
  ])('refuses %j and names the key', (value, sentence) => {
    expect(() => read(value)).toThrow(sentence);
  });
});
