import type {
  Freeze,
  FreezeInput,
  GuardrailData,
  GuardrailSimulation,
  GuardrailVersion,
  GuardrailVersionDetail,
  Levels,
  PolicyStatus,
} from '@understudy/plugin-understudy-common';
import type { Freezes, LevelInput, LevelVote } from './PolicyTypes';

/** What the pages about policies, freezes and levels ask of the backend. */
export interface PolicyApi {
  getStatus(): Promise<PolicyStatus>;
  getActive(): Promise<GuardrailVersionDetail>;
  getVersion(version: number): Promise<GuardrailVersionDetail>;
  listVersions(cursor?: string): Promise<{
    items: GuardrailVersion[];
    nextCursor?: string;
  }>;
  draft(draft: {
    data: GuardrailData;
    reason: string;
    basedOn: number;
  }): Promise<GuardrailVersionDetail>;
  /** What would have been decided otherwise in the last thirty days. */
  simulate(
    what: { version: number } | { data: GuardrailData },
  ): Promise<GuardrailSimulation>;
  activate(
    version: number,
    vote: { digest: string; reason: string },
  ): Promise<GuardrailVersionDetail>;
  listFreezes(): Promise<Freezes>;
  freeze(input: FreezeInput): Promise<Freeze>;
  unfreeze(freezeId: string, reason: string): Promise<void>;
  getLevels(entityRef: string): Promise<Levels>;
  setLevel(input: LevelInput): Promise<Levels>;
  voteLevel(changeId: string, vote: LevelVote): Promise<Levels>;
}
