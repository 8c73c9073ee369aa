/**
 * Evidence packages of the Understudy ledger: what is in them, how they are
 * written, and how an outsider verifies them offline.
 *
 * @packageDocumentation
 */
export type { ControlMapping } from './controls/ControlMapping';
export { defaultControlMappings } from './controls/defaultControlMappings';
export { EvidenceError } from './EvidenceError';
export type { EvidenceEntry, EvidenceSupport } from './format/EvidenceEntry';
export { entryDomain } from './format/entryDomain';
export { evidenceFormat } from './format/evidenceFormat';
export type { EvidenceManifest } from './format/EvidenceManifest';
export type {
  EvidenceProblem,
  EvidenceRedaction,
  EvidenceReport,
} from './verify/EvidenceReport';
export {
  verifyEvidence,
  type VerifyEvidenceOptions,
} from './verify/verifyEvidence';
export type { EvidenceInput, EvidenceRequest } from './write/EvidenceRequest';
export { writeEvidence, type WrittenEvidence } from './write/writeEvidence';
