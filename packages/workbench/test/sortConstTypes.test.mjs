// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sortConstTypes } from '../src/sortConstTypes.mjs';

test('the same inferred types, met in another order, are written alike', () => {
  const one = `/** Kept. */
export declare const ref: Ref<"id", {
    /** with it */
    readonly "b.y": "Y";
    readonly a: 'x' | string[] | (() => void) | {
        d: 1 | 2;
        c: null;
    } | undefined;
}>;
export type Level = "low" | "high";
`;
  const other = `/** Kept. */
export declare const ref: Ref<"id", {
    readonly a: {
        c: null;
        d: 2 | 1;
    } | (() => void) | string[] | 'x' | undefined;
    /** with it */
    readonly "b.y": "Y";
}>;
export type Level = "low" | "high";
`;
  assert.notEqual(one, other);
  assert.equal(sortConstTypes(one), sortConstTypes(other));
  assert.equal(sortConstTypes(sortConstTypes(one)), sortConstTypes(one));
});

test('what somebody wrote down, and what has an order, stays as it is', () => {
  const text = `export interface Entry {
    type: "user" | "agent";
    id: string;
}
export type Level = "low" | "high";
export declare function of(level: "low" | "high"): { b: 1; a: 2 };
export declare const levels: readonly ["low", "high"];
export declare const parse: {
    (text: string): string;
    (text: number): number;
};
export declare const entries: Map<string, Entry>, none: undefined;
`;
  assert.equal(sortConstTypes(text), text);
});

test('nothing is lost', () => {
  const text = `declare const a: {
    c: | "z"
       | "y";
    b?: (x: 2 | 1) => Promise<"d" | "c">;
};
export default a;
`;
  const sorted = sortConstTypes(text);
  assert.equal([...sorted].sort().join(''), [...text].sort().join(''));
  assert.match(sorted, /b\?: \(x: 1 \| 2\) => Promise<"c" \| "d">;/);
});
