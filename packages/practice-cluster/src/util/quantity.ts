/** What the API server says about text that is no quantity. */
export const QUANTITY_ERROR =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Record<string, number> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const NANO = 1_000_000_000n;

interface Parsed {
  /** The value in units of 10^-9, rounded up. */
  nano: bigint;
  format: 'binary' | 'decimal' | 'exponent';
}

function parse(text: string): Parsed | undefined {
  const match =
    /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/.exec(
      text,
    );
  if (!match || (!match[2] && !match[3])) return undefined;
  const [, sign, whole, fraction = '', suffix = ''] = match;
  const digits = BigInt(`${whole || '0'}${fraction}`);
  let numerator = digits * NANO;
  let denominator = 10n ** BigInt(fraction.length);
  let format: Parsed['format'] = 'decimal';
  if (suffix.endsWith('i')) {
    format = 'binary';
    numerator *= 1024n ** BigInt(BINARY.indexOf(suffix));
  } else {
    let exponent: number;
    if (/^[eE]/.test(suffix) && suffix.length > 1) {
      format = 'exponent';
      exponent = Number(suffix.slice(1));
    } else {
      exponent = DECIMAL[suffix];
    }
    if (exponent >= 0) numerator *= 10n ** BigInt(exponent);
    else denominator *= 10n ** BigInt(-exponent);
  }
  let nano = numerator / denominator;
  if (numerator % denominator !== 0n) nano += 1n;
  return { nano: sign === '-' ? -nano : nano, format };
}

/** The quantity as the API server writes it back, undefined if it is none. */
export function canonicalQuantity(text: string): string | undefined {
  const parsed = parse(text.trim());
  if (!parsed) return undefined;
  const { nano, format } = parsed;
  if (nano === 0n) return '0';
  const sign = nano < 0n ? '-' : '';
  const abs = nano < 0n ? -nano : nano;
  if (format === 'binary' && abs % NANO === 0n) {
    let value = abs / NANO;
    if (value >= 1024n || value % 1024n === 0n) {
      let step = 0;
      while (step < 6 && value % 1024n === 0n) {
        value /= 1024n;
        step++;
      }
      return `${sign}${value}${BINARY[step]}`;
    }
    return `${sign}${value}`;
  }
  let mantissa = abs;
  let exponent = -9;
  while (exponent < 18 && mantissa % 1000n === 0n) {
    mantissa /= 1000n;
    exponent += 3;
  }
  if (format === 'exponent')
    return exponent === 0
      ? `${sign}${mantissa}`
      : `${sign}${mantissa}e${exponent}`;
  const suffix = Object.keys(DECIMAL).find(s => DECIMAL[s] === exponent) ?? '';
  return `${sign}${mantissa}${suffix}`;
}

/** The value of a quantity as a number; 0 for nothing. */
export function quantityValue(text: string | number | undefined): number {
  if (text === undefined) return 0;
  const parsed = parse(String(text));
  return parsed ? Number(parsed.nano) / 1e9 : 0;
}

/** The value of a quantity in thousandths, rounded up. */
export function quantityMilli(text: string | number | undefined): number {
  return Math.ceil(quantityValue(text) * 1000 - 1e-9);
}
