import { EvidenceError } from '../EvidenceError';

/** A line of a file. */
export interface Line {
  /** Its number, from 1. */
  number: number;
  bytes: Buffer;
}

/** The lines of a file, each ended by a newline. */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  options: { path: string; limit: number },
): AsyncGenerator<Line, void, void> {
  const { path, limit } = options;
  let rest: Buffer[] = [];
  let restLength = 0;
  let number = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (
      let stop = chunk.indexOf(10);
      stop >= 0;
      stop = chunk.indexOf(10, from)
    ) {
      const tail = chunk.subarray(from, stop);
      number++;
      yield {
        number,
        bytes: restLength > 0 ? Buffer.concat([...rest, tail]) : tail,
      };
      rest = [];
      restLength = 0;
      from = stop + 1;
    }
    if (from < chunk.length) {
      rest.push(chunk.subarray(from));
      restLength += chunk.length - from;
      if (restLength > limit) {
        throw new EvidenceError(
          `${path}: line ${number + 1} is longer than ${limit} bytes`,
        );
      }
    }
  }
  if (restLength > 0) {
    throw new EvidenceError(`${path}: line ${number + 1} is cut off`);
  }
}
