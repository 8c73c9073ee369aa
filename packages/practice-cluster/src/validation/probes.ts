import { Raw } from '../types';
import {
  FieldError,
  forbiddenValue,
  invalidValue,
  required,
} from './FieldError';
import { nonNegative } from './FieldError';
import { portErrors, portNameErrors } from './names';

export function validateHandler(handler: Raw, path: string): FieldError[] {
  const out: FieldError[] = [];
  const kinds = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'].filter(
    k => handler[k],
  );
  if (kinds.length === 0)
    out.push(required(path, 'must specify a handler type'));
  for (const kind of kinds.slice(1))
    out.push(
      forbiddenValue(
        `${path}.${kind}`,
        'may not specify more than 1 handler type',
      ),
    );
  if (handler.exec && (handler.exec.command ?? []).length === 0)
    out.push(required(`${path}.exec.command`));
  const { httpGet } = handler;
  if (httpGet) {
    if (!httpGet.path) out.push(required(`${path}.httpGet.path`));
    if (typeof httpGet.port === 'number')
      out.push(
        ...portErrors(httpGet.port).map(m =>
          invalidValue(`${path}.httpGet.port`, httpGet.port, m),
        ),
      );
    else
      out.push(
        ...portNameErrors(httpGet.port).map(m =>
          invalidValue(`${path}.httpGet.port`, httpGet.port, m),
        ),
      );
  }
  return out;
}

export function validateProbe(probe: Raw, path: string): FieldError[] {
  const out = validateHandler(probe, path);
  for (const field of [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ]) {
    out.push(...nonNegative(probe[field], `${path}.${field}`));
  }
  return out;
}
