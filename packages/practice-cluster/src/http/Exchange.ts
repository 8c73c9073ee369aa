import { IncomingMessage, ServerResponse } from 'node:http';
import { UserInfo } from '../types';
import { RequestInfo } from './RequestInfo';

/** One request being answered. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  query: URLSearchParams;
  info: RequestInfo;
  user: UserInfo;
  warnings: string[];
}
