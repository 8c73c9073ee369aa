import type { S3SinkConfig } from '../config/SinkConfig';

/** What the configuration says about evidence packages. */
export interface EvidenceConfig {
  /** Where packages are made and kept; absolute. */
  directory: string;
  /** After how many days a package is deleted from there. */
  retentionDays: number;
  /** How many packages one person may have in the making. */
  atOnce: number;
  /** How many one person may ask for in a day. */
  perDay: number;
  /** Whether a package of the last week is made every Monday. */
  weekly: boolean;
  /** Where packages are put besides. */
  store?: S3SinkConfig;
}
