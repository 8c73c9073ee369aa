import type { JsonObject, JsonValue } from '@backstage/types';
import { z } from 'zod';
import { hold, holdJson, refused } from '../expectations';
import type { ConnectorRule } from '../ConnectorRule';

const UNKNOWN = 'surelyNobodyKnowsThisField';

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The input once for each of its objects, with a field in it that nobody knows. */
function withUnknownFields(
  input: JsonObject,
  schema: JsonObject | undefined,
): JsonObject[] {
  const inner = Object.entries(input).flatMap(([key, value]) => {
    const part = isObject(schema?.properties)
      ? schema.properties[key]
      : undefined;
    // A map takes any name.
    return isObject(value) && isObject(part) && isObject(part.properties)
      ? withUnknownFields(value, part).map(changed => ({
          ...input,
          [key]: changed,
        }))
      : [];
  });
  return [{ ...input, [UNKNOWN]: true }, ...inner];
}

/** What holds of inputs. */
export const inputRules: readonly ConnectorRule[] = [
  {
    rule: 'takes its input through JSON and back as the same',
    async holds(trial) {
      const parsed = trial.parse(trial.given.input);
      holdJson(parsed, 'the input');
      const again = trial.parse(JSON.parse(JSON.stringify(parsed)));
      hold(
        JSON.stringify(again) === JSON.stringify(parsed),
        'read once more, its own input is another one',
      );
      holdJson(
        z.toJSONSchema(trial.operation.input, { io: 'input' }),
        'the schema of its input',
      );
      z.toJSONSchema(trial.operation.output, { unrepresentable: 'throw' });
    },
  },
  {
    rule: 'refuses what it does not know, and what is missing',
    async holds(trial) {
      const { input } = trial.given;
      const schema = z.toJSONSchema(trial.operation.input, {
        io: 'input',
      }) as JsonObject;
      for (const changed of withUnknownFields(input, schema)) {
        const { issues } = await refused(
          trial.keep('parse', async () => trial.parse(changed)),
          'invalid',
        );
        hold(
          issues.some(({ pointer }) => pointer.endsWith(`/${UNKNOWN}`)),
          'no issue points to the field that it does not know',
        );
      }
      const required = Array.isArray(schema.required) ? schema.required : [];
      for (const key of required.map(String)) {
        const { [key]: _, ...rest } = input;
        await refused(
          trial.keep('parse', async () => trial.parse(rest)),
          'invalid',
        );
      }
      for (const nonsense of [[], 'text', 7, true, undefined]) {
        await refused(
          trial.keep('parse', async () => trial.parse(nonsense)),
          'invalid',
        );
      }
    },
  },
];
