// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { looksSame } from '../browser/looksSame.mjs';
import { decode, smallPng } from '../browser/smallPng.mjs';

/**
 * A picture as Chromium makes them: 8 bits of red, green, blue and alpha, each row with another filter.
 * @param {number} width
 * @param {number} height
 * @param {(x: number, y: number) => number[]} colourAt
 */
function picture(width, height, colourAt) {
  const stride = width * 4;
  const plain = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      plain.set([...colourAt(x, y), 255], y * stride + x * 4);
    }
  }
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const filter = y % 5;
    rows[y * (stride + 1)] = filter;
    for (let i = 0; i < stride; i += 1) {
      const at = y * stride + i;
      const left = i >= 4 ? plain[at - 4] : 0;
      const up = y > 0 ? plain[at - stride] : 0;
      const corner = i >= 4 && y > 0 ? plain[at - stride - 4] : 0;
      const near = [left, up, corner].sort(
        (a, b) =>
          Math.abs(left + up - corner - a) - Math.abs(left + up - corner - b),
      )[0];
      const guess = [0, left, up, (left + up) >> 1, near][filter];
      rows[y * (stride + 1) + 1 + i] = plain[at] - guess;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    ...[
      ['IHDR', header],
      ['IDAT', deflateSync(rows)],
      ['IEND', Buffer.alloc(0)],
    ].map(([type, body]) => {
      const content = Buffer.concat([
        Buffer.from(/** @type {string} */ (type)),
        /** @type {Buffer} */ (body),
      ]);
      const framed = Buffer.alloc(content.length + 8);
      framed.writeUInt32BE(content.length - 4, 0);
      content.copy(framed, 4);
      framed.writeUInt32BE(crc32(content), content.length + 4);
      return framed;
    }),
  ]);
}

test('a picture of few colours stays exactly as it is, and gets smaller', () => {
  const png = picture(200, 100, (x, y) =>
    x < 40 ? [23, 23, 26] : [246, 246, (y % 20) + 200],
  );
  const small = smallPng(png);
  assert.deepEqual(decode(small), decode(png));
  assert.ok(small.length < png.length);
});

test('of many colours, those of areas stay and the others move little', () => {
  const png = picture(200, 100, (x, y) =>
    y < 90 ? [245, 184, 61] : [x, (y - 90) * 25, 128],
  );
  const before = decode(png).pixels;
  const after = decode(smallPng(png)).pixels;
  assert.deepEqual(after.subarray(0, 200 * 90), before.subarray(0, 200 * 90));
  assert.equal(new Set(after).size, 256);
  for (const [i, colour] of before.entries()) {
    for (const shift of [16, 8, 0]) {
      const moved = ((colour >> shift) & 255) - ((after[i] >> shift) & 255);
      assert.ok(Math.abs(moved) <= 16, `pixel ${i} moved by ${moved}`);
    }
  }
});

test('a picture looks the same when pixels moved a little, not when one changed', () => {
  const png = picture(50, 50, () => [200, 200, 200]);
  const near = picture(50, 50, x =>
    x === 7 ? [210, 195, 200] : [200, 200, 200],
  );
  const dot = picture(50, 50, (x, y) =>
    x === 7 && y === 9 ? [120, 200, 200] : [200, 200, 200],
  );
  assert.equal(looksSame(png, smallPng(png)), true);
  assert.equal(looksSame(png, near), true);
  assert.equal(looksSame(png, dot), false);
  assert.equal(
    looksSame(
      png,
      picture(50, 51, () => [200, 200, 200]),
    ),
    false,
  );
});

test('what is no such picture is refused', () => {
  assert.throws(() => smallPng(Buffer.from('GIF89a…')), /not a PNG/);
});
