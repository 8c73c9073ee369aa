import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';

// jsdom has none of these, and every browser that the pages are made for does.
Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
Object.assign(globalThis, { TextDecoder, TextEncoder });

// Whole pages, in jsdom, on a machine that has other things to do as well.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
