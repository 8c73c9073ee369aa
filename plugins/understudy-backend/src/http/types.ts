import type {
  BackstageCredentials,
  BackstagePrincipalTypes,
} from '@backstage/backend-plugin-api';
import type { operations } from '@understudy/plugin-understudy-common';
import type { OperationId } from './OpenApiOperations';
import type { RawAnswer } from './RawAnswer';

type JsonType = 'application/json';

/** Who may call an operation. */
export type Caller = 'user' | 'service';

type PathOf<Id extends OperationId> = operations[Id]['parameters'] extends {
  path: infer P;
}
  ? P
  : {};

type QueryOf<Id extends OperationId> = operations[Id]['parameters'] extends {
  query?: infer Q;
}
  ? Exclude<Q, undefined>
  : {};

type BodyOf<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: Record<JsonType, infer B> };
}
  ? B
  : undefined;

type Responses<Id extends OperationId> = operations[Id]['responses'];

/** What the document says that an operation answers when all is well. */
export type AnswerOf<Id extends OperationId> = Responses<Id> extends
  | { 200: { content: Record<JsonType, infer A> } }
  | { 201: { content: Record<JsonType, infer A> } }
  ? A
  : Responses<Id> extends { 200: unknown }
  ? RawAnswer
  : void;

/** A call of an operation, checked against the document. */
export interface Call<Id extends OperationId, C extends Caller> {
  path: PathOf<Id>;
  query: QueryOf<Id>;
  body: BodyOf<Id>;
  credentials: BackstageCredentials<BackstagePrincipalTypes[C]>;
  /** A header of the request, if it is there. */
  header(name: string): string | undefined;
  /** Sets a header of the answer. */
  setHeader(name: string, value: string): void;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** Does what an operation is there for. */
export type Handler<Id extends OperationId, C extends Caller> = (
  call: Call<Id, C>,
) => Promise<AnswerOf<Id>>;
