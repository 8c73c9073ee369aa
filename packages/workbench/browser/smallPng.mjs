// @ts-check
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const MAX_COLOURS = 256;

/**
 * Writes a picture of a screen anew with a palette of at most 256 colours, at about a third of the size. The
 * colours of areas stay as they are; some of those at the edges of letters become one nearby.
 * @param {Buffer} png 8 bits per channel, not interlaced, opaque, as Chromium makes them
 * @returns {Buffer}
 */
export function smallPng(png) {
  const { width, height, pixels } = decode(png);
  const palette = choosePalette(pixels);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = pixels[y * width + x];
      let index = indexOf.get(colour);
      if (index === undefined) {
        index = nearest(palette, colour);
        indexOf.set(colour, index);
      }
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits, an index into the palette, the usual compression and filter, not interlaced.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {Buffer} png
 * @returns {{ width: number, height: number, pixels: Uint32Array }} pixels as 0xRRGGBB
 */
export function decode(png) {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG');
  let header = Buffer.alloc(0);
  let palette = Buffer.alloc(0);
  /** @type {Buffer[]} */
  const data = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = Buffer.from(body);
    if (type === 'PLTE') palette = Buffer.from(body);
    if (type === 'IDAT') data.push(body);
    at += 12 + length;
  }
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const [depth, kind, , , interlaced] = header.subarray(8);
  /** @type {Record<number, number>} */
  const sizes = { 2: 3, 3: 1, 6: 4 };
  const size = sizes[kind];
  if (depth !== 8 || !size || interlaced) {
    throw new Error(`a PNG of kind ${kind} with ${depth} bits is not read`);
  }
  const bytes = unfilter(inflateSync(Buffer.concat(data)), width * size, size);
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i += 1) {
    const at = kind === 3 ? bytes[i] * 3 : i * size;
    const from = kind === 3 ? palette : bytes;
    pixels[i] = (from[at] << 16) | (from[at + 1] << 8) | from[at + 2];
  }
  return { width, height, pixels };
}

/**
 * @param {Buffer} raw
 * @param {number} stride
 * @param {number} size
 */
function unfilter(raw, stride, size) {
  const rows = raw.length / (stride + 1);
  const out = Buffer.alloc(rows * stride);
  for (let y = 0; y < rows; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= size ? out[at - size] : 0;
      const up = y > 0 ? out[at - stride] : 0;
      const corner = x >= size && y > 0 ? out[at - stride - size] : 0;
      out[at] =
        raw[y * (stride + 1) + 1 + x] +
        [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
  }
  return out;
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map(value =>
    Math.abs(guess - value),
  );
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/**
 * Half of the palette goes to the colours used most, the other half to those that would be missed most.
 * @param {Uint32Array} pixels
 */
function choosePalette(pixels) {
  /** @type {Map<number, number>} */
  const uses = new Map();
  for (const colour of pixels) uses.set(colour, (uses.get(colour) ?? 0) + 1);
  const colours = [...uses]
    .sort(([a, usesA], [b, usesB]) => usesB - usesA || a - b)
    .map(([colour]) => colour);
  if (colours.length <= MAX_COLOURS) return colours;
  const palette = colours.slice(0, MAX_COLOURS / 2);
  const rest = colours.slice(MAX_COLOURS / 2).map(colour => ({
    colour,
    missed: distance(palette[nearest(palette, colour)], colour),
  }));
  while (palette.length < MAX_COLOURS) {
    const { colour } = rest.reduce((most, each) =>
      each.missed > most.missed ? each : most,
    );
    palette.push(colour);
    for (const each of rest) {
      each.missed = Math.min(each.missed, distance(colour, each.colour));
    }
  }
  return palette;
}

/**
 * @param {number} a
 * @param {number} b
 */
function distance(a, b) {
  const [redA, greenA, blueA] = channels(a);
  const [redB, greenB, blueB] = channels(b);
  return (redA - redB) ** 2 + (greenA - greenB) ** 2 + (blueA - blueB) ** 2;
}

/** @param {number} colour */
function channels(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

/**
 * @param {number[]} palette
 * @param {number} colour
 */
function nearest(palette, colour) {
  let best = 0;
  let least = Infinity;
  palette.forEach((candidate, index) => {
    const far = distance(candidate, colour);
    if (far < least) {
      least = far;
      best = index;
    }
  });
  return best;
}

/**
 * @param {string} type
 * @param {Buffer} body
 */
function chunk(type, body) {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(content.length + 8);
  framed.writeUInt32BE(body.length, 0);
  content.copy(framed, 4);
  framed.writeUInt32BE(crc32(content), content.length + 4);
  return framed;
}
