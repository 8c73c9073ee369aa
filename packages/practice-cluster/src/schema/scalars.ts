import { Raw } from '../types';
import { canonicalQuantity, QUANTITY_ERROR } from '../util/quantity';
import { formatMicroTime, formatTime } from '../util/time';
import { DecodeError } from './DecodeError';
import { ScalarNode } from './nodes';

const INT_RANGE = { int32: 2 ** 31, int64: 2 ** 63 };
const ZERO: Record<ScalarNode['type'], Raw> = {
  string: '',
  bool: false,
  int32: 0,
  int64: 0,
  float64: 0,
  bytes: '',
  time: null,
  microtime: null,
  duration: '0s',
  quantity: '0',
  intorstring: 0,
};

/** The Go zero value of a scalar as JSON. */
export function zeroScalar(node: ScalarNode): Raw {
  return ZERO[node.type];
}

function jsonWord(value: Raw, withLiteral: boolean): string {
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return withLiteral ? `number ${value}` : 'number';
    default:
      return 'object';
  }
}

function goWord(value: Raw): string {
  if (typeof value === 'number')
    return Number.isInteger(value) ? 'int64' : 'float64';
  if (Array.isArray(value)) return 'slice';
  return typeof value === 'object' ? 'map' : jsonWord(value, false);
}

function cannotConvert(value: Raw, goType: string): string {
  if (goType.startsWith('map['))
    return `cannot restore map from ${goWord(value)}`;
  if (goType.startsWith('[]'))
    return `cannot restore slice from ${goWord(value)}`;
  if (/^v\d\.[A-Z]/.test(goType))
    return `cannot restore struct from: ${goWord(value)}`;
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? `unrecognized type: ${goType}`
    : `cannot convert ${goWord(value)} to ${goType}`;
}

/** The decoder's words for a value of the wrong JSON type. */
export function wrongType(
  value: Raw,
  goType: string,
  where: string,
  withLiteral = false,
): DecodeError {
  return new DecodeError(
    `json: cannot unmarshal ${jsonWord(
      value,
      withLiteral,
    )} into Go ${where} of type ${goType}`,
    cannotConvert(value, goType),
  );
}

function timeError(text: string): DecodeError {
  const layout = '2006-01-02T15:04:05Z07:00';
  const head =
    /^(\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?)?)?)?/.exec(text)?.[0] ??
    '';
  const rest = text.slice(head.length);
  const wanted = ['2006', '-', '-', 'T', ':', ':', 'Z07:00'];
  const step = head === '' ? 0 : head.split(/[-T:]/).length;
  return new DecodeError(
    `parsing time ${JSON.stringify(text)} as ${JSON.stringify(
      layout,
    )}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(
      wanted[step],
    )}`,
  );
}

function decodeTime(value: Raw, micro: boolean, where: string): Raw {
  if (typeof value !== 'string') throw wrongType(value, 'string', where);
  const ok =
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([.,]\d+)?(Z|[+-]\d{2}:\d{2})$/.test(
      value,
    );
  const ms = Date.parse(value.replace(',', '.'));
  if (!ok || Number.isNaN(ms)) throw timeError(value);
  if (!micro) return formatTime(ms);
  const fraction = (/[.](\d+)/.exec(value)?.[1] ?? '')
    .padEnd(6, '0')
    .slice(0, 6);
  return `${formatMicroTime(ms).slice(0, 19)}.${fraction}Z`;
}

/** Reads a scalar as Go would and returns it as Go would write it. */
export function decodeScalar(node: ScalarNode, value: Raw, where: string): Raw {
  switch (node.type) {
    case 'string':
      if (typeof value !== 'string') throw wrongType(value, node.goType, where);
      return value;
    case 'bool':
      if (typeof value !== 'boolean') throw wrongType(value, 'bool', where);
      return value;
    case 'int32':
    case 'int64':
      if (typeof value !== 'number') throw wrongType(value, node.type, where);
      if (!Number.isInteger(value) || Math.abs(value) >= INT_RANGE[node.type])
        throw wrongType(value, node.type, where, true);
      return value;
    case 'float64':
      if (typeof value !== 'number') throw wrongType(value, 'float64', where);
      return value;
    case 'bytes': {
      if (typeof value !== 'string') throw wrongType(value, '[]uint8', where);
      const clean = value.replace(/[\r\n]/g, '');
      const bad =
        /[^A-Za-z0-9+/=]|=[^=]/.exec(clean)?.index ??
        (clean.length % 4 === 0 ? -1 : clean.length - (clean.length % 4));
      if (bad >= 0)
        throw new DecodeError(`illegal base64 data at input byte ${bad}`);
      return clean;
    }
    case 'time':
      return decodeTime(value, false, where);
    case 'microtime':
      return decodeTime(value, true, where);
    case 'duration':
      if (typeof value !== 'string') throw wrongType(value, 'string', where);
      return value;
    case 'quantity': {
      const canonical =
        typeof value === 'string' || typeof value === 'number'
          ? canonicalQuantity(String(value))
          : undefined;
      if (canonical === undefined) throw new DecodeError(QUANTITY_ERROR);
      return canonical;
    }
    default:
      if (
        typeof value === 'string' ||
        (typeof value === 'number' && Number.isInteger(value))
      )
        return value;
      throw wrongType(value, 'int32', where, typeof value === 'number');
  }
}
