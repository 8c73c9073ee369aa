import type { Readable } from 'node:stream';

/** Where packages lie once they are made. */
export interface EvidenceFiles {
  /** The name of a place besides this server, if it is one. */
  readonly store: string | undefined;
  /** Takes a package that lies in a file of this machine. */
  put(options: {
    id: string;
    file: string;
    bytes: number;
    sha256: string;
    signal: AbortSignal;
  }): Promise<void>;
  /** The bytes of a package. */
  open(id: string): Promise<Readable>;
  /** Deletes a package, if it is there and may be deleted. */
  remove(id: string): Promise<void>;
}
