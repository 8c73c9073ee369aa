import { Raw } from '../types';

const SUBDOMAIN =
  '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?';
const CONFIG_KEY = '[-._a-zA-Z0-9]+';

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

function regexError(
  message: string,
  pattern: string,
  ...examples: string[]
): string {
  if (examples.length === 0)
    return `${message} (regex used for validation is '${pattern}')`;
  const list = examples.map(e => `'${e}', `).join(' or ');
  return `${message} (e.g. ${list}regex used for validation is '${pattern}')`;
}

function tooLong(max: number): string {
  return `must be no more than ${max} characters`;
}

/** What is wrong with a DNS subdomain name. */
export function subdomainErrors(value: string): string[] {
  const out: string[] = [];
  if (value.length > 253) out.push(tooLong(253));
  if (!whole(SUBDOMAIN).test(value)) {
    out.push(
      regexError(
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
        SUBDOMAIN,
        'example.com',
      ),
    );
  }
  return out;
}

/** What is wrong with a DNS label. */
export function labelNameErrors(value: string): string[] {
  const out: string[] = [];
  if (value.length > 63) out.push(tooLong(63));
  if (!whole(LABEL).test(value)) {
    const message =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
    out.push(
      whole(SUBDOMAIN).test(value)
        ? 'must not contain dots'
        : regexError(message, LABEL, 'my-name', '123-abc'),
    );
  }
  return out;
}

/** What is wrong with a DNS label that must begin with a letter. */
export function label1035Errors(value: string): string[] {
  const out: string[] = [];
  if (value.length > 63) out.push(tooLong(63));
  if (!whole(LABEL_1035).test(value)) {
    out.push(
      regexError(
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
        LABEL_1035,
        'my-name',
        'abc-123',
      ),
    );
  }
  return out;
}

/** What is wrong with a name that is used in a path. */
export function pathNameErrors(value: string): string[] {
  if (value === '.' || value === '..') return [`may not be '${value}'`];
  return ['/', '%']
    .filter(c => value.includes(c))
    .map(c => `may not contain '${c}'`);
}

/** What is wrong with a label key, annotation key or finalizer. */
export function qualifiedNameErrors(value: string): string[] {
  const out: string[] = [];
  const parts = value.split('/');
  const message =
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  if (parts.length > 2) {
    return [
      `a qualified name ${regexError(
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        QUALIFIED,
        'MyName',
        'my.name',
        '123-abc',
      )} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts[parts.length - 1];
  if (parts.length === 2) {
    if (parts[0] === '') out.push('prefix part must be non-empty');
    else out.push(...subdomainErrors(parts[0]).map(m => `prefix part ${m}`));
  }
  if (name === '') out.push('name part must be non-empty');
  else if (Buffer.byteLength(name) > 63)
    out.push('name part must be no more than 63 bytes');
  if (!whole(QUALIFIED).test(name))
    out.push(regexError(message, QUALIFIED, 'MyName', 'my.name', '123-abc'));
  return out;
}

/** What is wrong with a label value. */
export function labelValueErrors(value: string): string[] {
  const out: string[] = [];
  if (Buffer.byteLength(value) > 63) out.push('must be no more than 63 bytes');
  if (!whole(LABEL_VALUE).test(value)) {
    out.push(
      regexError(
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        LABEL_VALUE,
        'MyValue',
        'my_value',
        '12345',
      ),
    );
  }
  return out;
}

/** What is wrong with a key of a ConfigMap or Secret. */
export function configKeyErrors(value: string): string[] {
  const out: string[] = [];
  if (value.length > 253) out.push(tooLong(253));
  if (!whole(CONFIG_KEY).test(value)) {
    out.push(
      regexError(
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
        CONFIG_KEY,
        'key.name',
        'KEY_NAME',
        'key-name',
      ),
    );
  }
  if (value === '.' || value === '..') out.push(`must not be '${value}'`);
  else if (value.startsWith('..')) out.push("must not start with '..'");
  return out;
}

/** What is wrong with an environment variable's name. */
export function envNameErrors(value: string): string[] {
  const ok = [...value].every(c => c >= ' ' && c <= '~' && c !== '=');
  return ok
    ? []
    : [
        "a valid environment variable name must consist only of printable ASCII characters other than '='",
      ];
}

/** What is wrong with a port number. */
export function portErrors(value: Raw): string[] {
  return value >= 1 && value <= 65535
    ? []
    : ['must be between 1 and 65535, inclusive'];
}

/** What is wrong with a port's name. */
export function portNameErrors(value: string): string[] {
  const out: string[] = [];
  if (value.length > 15) out.push('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(value))
    out.push(
      'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    );
  if (!/[a-z]/.test(value)) out.push('must contain at least one letter (a-z)');
  if (value.includes('--')) out.push('must not contain consecutive hyphens');
  if (value.startsWith('-') || value.endsWith('-'))
    out.push('must not begin or end with a hyphen');
  return out;
}

/** What is wrong with a percentage. */
export function percentErrors(value: string): string[] {
  const message =
    "a valid percent string must be a numeric string followed by an ending '%'";
  return /^[0-9]+%$/.test(value)
    ? []
    : [regexError(message, '[0-9]+%', '1%', '93%')];
}
