// @ts-check
import { performance } from 'node:perf_hooks';
import { stripVTControlCharacters } from 'node:util';
import { log, seconds } from './steps.mjs';

/**
 * Tells a person who waits that something goes on: what it last said, every 20 seconds.
 * @returns {{ line: (line: string) => void, end: () => void }}
 */
export function progress() {
  const started = performance.now();
  let last = '';
  const timer = setInterval(() => {
    log(
      `          … ${seconds(performance.now() - started)}${
        last && `: ${last.slice(0, 100)}`
      }`,
    );
  }, 20_000);
  return {
    line: line => {
      last = stripVTControlCharacters(line);
    },
    end: () => clearInterval(timer),
  };
}
