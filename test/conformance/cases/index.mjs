// @ts-check
import { discovery } from './discovery.mjs';

/** Every case, in the order in which they are reported. */
export const cases = [...discovery];
