import { newEntryId } from './newEntryId';

describe('newEntryId', () => {
  it('given one moment, then ids sort in the order in which they were made, and are of version 7', () => {
    const ids = Array.from({ length: 1_000 }, () =>
      newEntryId(1_700_000_000_000),
    );
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(1_000);
    expect(ids[0]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('given other moments in between, then the ids of each moment still sort', () => {
    const moment = 1_700_000_100_000;
    const ids = Array.from({ length: 200 }, (_, index) => {
      newEntryId(moment + 1 + index);
      return newEntryId(moment);
    });
    expect([...ids].sort()).toEqual(ids);
  });
});
