import { hash } from 'node:crypto';

/**
 * A number of 52 bits for an id of which there are too many to count them.
 * Who finds something by it compares the id itself afterwards.
 */
export function shortHash(id: string): number {
  return parseInt(hash('sha256', id, 'hex').slice(0, 13), 16);
}
