const LITERALS: Record<string, string> = {
  t: 'true',
  f: 'false',
  n: 'null',
};

/** How Go shows a character in an error. */
function quoted(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return `'"'`;
  return `'${JSON.stringify(character).slice(1, -1)}'`;
}

const END = 'unexpected end of JSON input';

/** Reads JSON as far as it goes and words what is wrong as Go's scanner does. */
class Scanner {
  readonly #text: string;
  #at = 0;
  /** The paths of keys that were there before in their object. */
  readonly duplicates: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    this.#value();
    this.#space();
    if (this.#at < this.#text.length)
      throw this.#wrong('after top-level value');
  }

  #wrong(where: string): Error {
    const character = this.#text[this.#at];
    return new Error(
      character === undefined
        ? END
        : `invalid character ${quoted(character)} ${where}`,
    );
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #value(path = ''): void {
    this.#space();
    const first = this.#text[this.#at];
    if (first === '{') this.#object(path);
    else if (first === '[') this.#array(path);
    else if (first === '"') this.#string();
    else if (LITERALS[first]) this.#literal(LITERALS[first]);
    else if (/[-\d]/.test(first ?? '')) this.#number();
    else throw this.#wrong('looking for beginning of value');
  }

  #literal(word: string): void {
    for (let i = 0; i < word.length; i++, this.#at++)
      if (this.#text[this.#at] !== word[i])
        throw this.#wrong(`in literal ${word} (expecting ${quoted(word[i])})`);
  }

  #number(): void {
    const found = /-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
    found.lastIndex = this.#at;
    const match = found.exec(this.#text);
    if (!match) {
      this.#at++;
      throw this.#wrong('in numeric literal');
    }
    this.#at += match[0].length;
  }

  #string(): void {
    this.#at++;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) throw new Error(END);
      if (character === '"') break;
      if (character < ' ') throw this.#wrong('in string literal');
      if (character === '\\') {
        this.#at++;
        if (!/["\\/bfnrtu]/.test(this.#text[this.#at] ?? 'u'))
          throw this.#wrong('in string escape code');
      }
      this.#at++;
    }
    this.#at++;
  }

  #object(path: string): void {
    const seen = new Set<string>();
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === '}') {
      this.#at++;
      return;
    }
    for (;;) {
      this.#space();
      if (this.#text[this.#at] !== '"')
        throw this.#wrong('looking for beginning of object key string');
      const start = this.#at;
      this.#string();
      const key = JSON.parse(this.#text.slice(start, this.#at));
      const inner = path ? `${path}.${key}` : key;
      if (seen.has(key) && !this.duplicates.includes(inner))
        this.duplicates.push(inner);
      seen.add(key);
      this.#space();
      if (this.#text[this.#at] !== ':') throw this.#wrong('after object key');
      this.#at++;
      this.#value(inner);
      this.#space();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== '}')
        throw this.#wrong('after object key:value pair');
      this.#at++;
      if (next === '}') return;
    }
  }

  #array(path: string): void {
    let index = 0;
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === ']') {
      this.#at++;
      return;
    }
    for (;;) {
      this.#value(`${path}[${index++}]`);
      this.#space();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== ']')
        throw this.#wrong('after array element');
      this.#at++;
      if (next === ']') return;
    }
  }
}

/** What is wrong with a text that is no JSON, in the words of Go. */
export function goJsonError(text: string): string {
  try {
    new Scanner(text).run();
  } catch (error) {
    return (error as Error).message;
  }
  return END;
}

/** The paths of keys that stand twice in their object, in a text that is JSON. */
export function duplicateKeys(text: string): string[] {
  const scanner = new Scanner(text);
  try {
    scanner.run();
  } catch {
    return [];
  }
  return scanner.duplicates;
}
