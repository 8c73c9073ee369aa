/**
 * What backend modules of Understudy build on.
 *
 * @packageDocumentation
 */

export * from './connectors';
export * from './health';
export * from './ledger';
export * from './oncall';
export * from './runs';
