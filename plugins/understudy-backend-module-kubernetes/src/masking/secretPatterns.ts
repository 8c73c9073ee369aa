/** Names under which people keep what others must not see. */
const SECRET_NAME =
  /pass(word|wd|phrase|code)?|pwd|secret|token|credential|api.?key|access.?key|private.?key|encryption.?key|signing.?key|(^|[^a-z])key$|auth|dsn|connection.?string|(database|db|redis|mongo|amqp|postgres|mysql).?ur[il]/i;

/** Names of fields that hold a secret themselves, and not where it is kept. */
const SECRET_FIELD =
  /(pass(word|wd|phrase)|(api|access|private|secret|signing|encryption).?key|secret|token)$/i;

/** `password: x`, `TOKEN=x` or `"apiKey": "x"`, within a longer text. */
const ASSIGNMENT =
  /(pass(word|wd|phrase)|secret|token|(api|access|private)[_.-]?key)["']?\s*[=:]\s*["']?[^\s"'$,;{}()<>]{4}/i;

const URL_PASSWORD = /[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i;
const BEARER = /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8}/i;
const PEM_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const JWT = /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\./;
const KNOWN_TOKEN =
  /\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|sk-[A-Za-z0-9_-]{20,})/;

/** Whether what stands under a name is kept secret. */
export function isSecretName(name: string): boolean {
  // A camelCase name counts as its words do.
  return SECRET_NAME.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/** Whether a field of this name holds a secret itself. */
export function isSecretField(name: string): boolean {
  return SECRET_FIELD.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/** Whether a text holds something secret, wherever it stands. */
export function holdsSecret(text: string): boolean {
  return (
    URL_PASSWORD.test(text) ||
    PEM_KEY.test(text) ||
    JWT.test(text) ||
    KNOWN_TOKEN.test(text) ||
    BEARER.test(text) ||
    ASSIGNMENT.test(text)
  );
}
