import type {
  BackstageCredentials,
  BackstagePrincipalTypes,
} from '@backstage/backend-plugin-api';
import type { operations } from '@understudy/plugin-understudy-common';
import type { OperationId } from './OpenApiOperations';

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

/** What the document says that an operation answers when all is well. */
export type AnswerOf<Id extends OperationId> =
  operations[Id]['responses'] extends {
    200: { content: Record<JsonType, infer A> };
  }
    ? A
    : never;

/** A call of an operation, checked against the document. */
export interface Call<Id extends OperationId, C extends Caller> {
  path: PathOf<Id>;
  query: QueryOf<Id>;
  body: BodyOf<Id>;
  credentials: BackstageCredentials<BackstagePrincipalTypes[C]>;
}

/** Does what an operation is there for. */
export type Handler<Id extends OperationId, C extends Caller> = (
  call: Call<Id, C>,
) => Promise<AnswerOf<Id>>;
