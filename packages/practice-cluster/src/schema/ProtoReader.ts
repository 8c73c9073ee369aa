/** Reads the wire format of Protocol Buffers. */
export class ProtoReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The next field's number and how it is written. */
  tag(): { field: number; type: number } {
    const value = Number(this.varint());
    return { field: value >>> 3, type: value & 7 };
  }

  varint(): bigint {
    let out = 0n;
    for (let shift = 0n; ; shift += 7n) {
      if (this.#at >= this.#bytes.length)
        throw new Error('proto: unexpected end of message');
      const byte = this.#bytes[this.#at++];
      out |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return out;
    }
  }

  bytes(): Buffer {
    const length = Number(this.varint());
    if (this.#at + length > this.#bytes.length)
      throw new Error('proto: unexpected end of message');
    const out = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return out;
  }

  double(): number {
    const out = this.#bytes.readDoubleLE(this.#at);
    this.#at += 8;
    return out;
  }

  skip(type: number): void {
    if (type === 0) this.varint();
    else if (type === 1) this.#at += 8;
    else if (type === 2) this.bytes();
    else if (type === 5) this.#at += 4;
    else throw new Error(`proto: illegal wireType ${type}`);
  }
}
