import { ResourceDef } from '../registry/ResourceDef';
import { badRequest, invalid } from '../status/errors';
import { StatusError } from '../status/StatusError';
import { ContainerLife, LogLine, logLines } from '../kubelet/logLines';
import { ContainerRun } from '../kubelet/PodRun';
import { Raw } from '../types';
import {
  FieldError,
  forbiddenValue,
  invalidValue,
} from '../validation/FieldError';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { followLife } from './followLife';
import { findNamed } from './handleRead';

interface LogOptions {
  container: string;
  follow: boolean;
  previous: boolean;
  timestamps: boolean;
  since?: number;
  tail?: number;
  limitBytes?: number;
}

function optionsOf(exchange: Exchange, pod: Raw, now: number): LogOptions {
  const { query } = exchange;
  const errors: FieldError[] = [];
  const flag = (name: string) => ['true', '1'].includes(query.get(name) ?? '');
  const integer = (name: string, min: number) => {
    const text = query.get(name);
    if (text === null) return undefined;
    if (!/^-?\d+$/.test(text))
      throw badRequest(
        `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`,
      );
    const value = Number(text);
    if (value < min)
      errors.push(
        invalidValue(
          name,
          value,
          min === 0
            ? 'must be greater than or equal to 0'
            : 'must be greater than 0',
        ),
      );
    return value;
  };
  const tail = integer('tailLines', 0);
  const limitBytes = integer('limitBytes', 1);
  const sinceSeconds = integer('sinceSeconds', 1);
  const sinceTime = query.get('sinceTime');
  if (sinceSeconds !== undefined && sinceTime)
    errors.push(
      forbiddenValue(
        '[]',
        'at most one of `sinceTime` or `sinceSeconds` may be specified',
      ),
    );
  if ((query.get('stream') ?? 'All') !== 'All')
    errors.push(forbiddenValue('stream', 'may not be specified'));
  if (errors.length > 0)
    throw invalid('', 'PodLogOptions', exchange.info.name!, errors);
  let since: number | undefined;
  if (sinceSeconds !== undefined) since = now - sinceSeconds * 1000;
  else if (sinceTime) since = Date.parse(sinceTime);
  return {
    container: chooseContainer(pod, query.get('container') ?? ''),
    follow: flag('follow'),
    previous: flag('previous'),
    timestamps: flag('timestamps'),
    since,
    tail,
    limitBytes,
  };
}

function chooseContainer(pod: Raw, asked: string): string {
  const containers: Raw[] = pod.spec.containers ?? [];
  const init: Raw[] = pod.spec.initContainers ?? [];
  if (asked) {
    if (![...containers, ...init].some(c => c.name === asked))
      throw badRequest(
        `container ${asked} is not valid for pod ${pod.metadata.name}`,
      );
    return asked;
  }
  if (containers.length === 1) return containers[0].name;
  const names = [...init, ...containers].map(c => c.name).join(' ');
  throw badRequest(
    `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names}]`,
  );
}

function lifeOf(
  pod: Raw,
  run: ContainerRun | undefined,
  options: LogOptions,
): ContainerLife {
  const name = options.container;
  if (options.previous) {
    if (!run?.lastLife)
      throw badRequest(
        `previous terminated container "${name}" in pod "${pod.metadata.name}" not found`,
      );
    return run.lastLife;
  }
  const life =
    run?.state === 'waiting' && run.lastLife ? run.lastLife : run?.life;
  if (!life) {
    if (!pod.spec.nodeName)
      throw new StatusError(
        400,
        'BadRequest',
        `pod ${pod.metadata.name} does not have a host assigned`,
      );
    const reason = run?.waitingReason ?? 'ContainerCreating';
    const why =
      reason === 'ErrImagePull' || reason === 'ImagePullBackOff'
        ? `trying and failing to pull image`
        : `waiting to start: ${reason}`;
    throw badRequest(
      `container "${name}" in pod "${pod.metadata.name}" is ${why}`,
    );
  }
  return life;
}

function format(line: LogLine, timestamps: boolean): string {
  if (!timestamps) return `${line.text}\n`;
  return `${new Date(line.at).toISOString().slice(0, -1)}000000Z ${
    line.text
  }\n`;
}

/** Sends what a container wrote, and goes on sending where asked to follow. */
export function handleLog(
  context: ClusterContext,
  def: ResourceDef,
  exchange: Exchange,
): void {
  const { engine, kubelet } = context;
  const pod: Raw = findNamed(context, def, exchange);
  const options = optionsOf(exchange, pod, engine.clock.now());
  if (!pod.spec.nodeName && !kubelet.runOf(pod.metadata.uid)) {
    // Nobody could have written anything yet.
    exchange.response.writeHead(204, {
      'cache-control': 'no-cache, private',
    });
    exchange.response.end();
    return;
  }
  const find = () => {
    const run = kubelet.runOf(pod.metadata.uid);
    return [...(run?.main ?? []), ...(run?.init ?? [])].find(
      c => c.name === options.container,
    );
  };
  const life = lifeOf(pod, find(), options);
  const { response } = exchange;
  let lines = logLines(life, engine.clock.now());
  const last =
    lines.length > 0 ? lines[lines.length - 1].at : life.startedAt - 1;
  if (options.since !== undefined)
    lines = lines.filter(l => l.at >= options.since!);
  if (options.tail !== undefined)
    lines = options.tail === 0 ? [] : lines.slice(-options.tail);
  let text = lines.map(l => format(l, options.timestamps)).join('');
  if (options.limitBytes !== undefined)
    text = text.slice(0, options.limitBytes);
  response.writeHead(200, {
    'content-type': 'text/plain',
    'cache-control': 'no-cache, private',
  });
  if (!options.follow) {
    response.end(text);
    return;
  }
  response.flushHeaders();
  if (text) response.write(text);
  const stop = followLife(
    context,
    pod,
    options.container,
    {
      write: line => void response.write(format(line, options.timestamps)),
      end: () => void response.end(),
    },
    { life, after: last },
  );
  response.on('close', stop);
}
