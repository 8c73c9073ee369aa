import { Timer } from '../util/SimClock';
import { ContainerLife } from './logLines';

/** The state of one container on its node. */
export interface ContainerRun {
  name: string;
  state: 'waiting' | 'running' | 'terminated';
  waitingReason: string;
  waitingMessage?: string;
  restarts: number;
  failures: number;
  pulled: boolean;
  life?: ContainerLife;
  lastLife?: ContainerLife;
  exit?: { code: number; reason: string; message?: string };
  lastExit?: { code: number; reason: string; message?: string };
  ready: boolean;
  id: string;
  lastId?: string;
}

/** The state of one pod on its node. */
export interface PodRun {
  uid: string;
  key: string;
  node: string;
  ip: string;
  init: ContainerRun[];
  main: ContainerRun[];
  startedAt: number;
  timers: Set<Timer>;
  stopping: boolean;
}

/** A container that has not begun. */
export function newContainerRun(
  name: string,
  waitingReason: string,
): ContainerRun {
  return {
    name,
    state: 'waiting',
    waitingReason,
    restarts: 0,
    failures: 0,
    pulled: false,
    ready: false,
    id: '',
  };
}
