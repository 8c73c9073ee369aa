import type { UnderstudyApiPaths as Paths } from '@understudy/plugin-understudy-common';

type Json<T> = T extends { content: { 'application/json': infer Body } }
  ? Body
  : never;

/** One package of evidence: what was asked for, and how far it is. */
export type EvidenceExport = Json<
  Paths['/evidence/exports/{exportId}']['get']['responses'][200]
>;

/** What a package is asked for with. */
export type EvidenceRequest = EvidenceExport['request'];

/** What the pages ask of the backend about evidence. */
export interface EvidenceApi {
  listExports(): Promise<EvidenceExport[]>;
  createExport(request: EvidenceRequest): Promise<EvidenceExport>;
  cancelExport(exportId: string): Promise<EvidenceExport>;
  download(exportId: string): Promise<Blob>;
}
