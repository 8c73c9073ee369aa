import {
  environmentNames,
  takeoverActions,
  takeoverLevelLabel,
  takeoverLevels,
} from '@understudy/plugin-understudy-common';
import { guardrailsMessages } from '../../translation/guardrailsMessages';
import { useText } from '../../translation';

type FieldName = keyof typeof guardrailsMessages.guardrails.field;
type ValueName = keyof typeof guardrailsMessages.guardrails.value;

/** What fields and values of the guardrails are called; a name without words of its own is shown as it is. */
export function useGuardrailWords() {
  const t = useText();
  return {
    fieldWords: (name: string): string =>
      isField(name) ? t(`guardrails.field.${name}`) : name,
    valueWords: (value: string): string => {
      const environment = environmentNames.find(each => each === value);
      const level = takeoverLevels.find(each => each === value);
      const action = takeoverActions.find(each => each === value);
      if (environment) {
        return t(`environment.${environment}`);
      }
      if (level) {
        return `${takeoverLevelLabel(level)} ${t(`level.${level}`)}`;
      }
      if (action) {
        return t(`guardrails.action.${action}`);
      }
      return isValue(value) ? t(`guardrails.value.${value}`) : value;
    },
  };
}

function isField(name: string): name is FieldName {
  return name in guardrailsMessages.guardrails.field;
}

function isValue(value: string): value is ValueName {
  return value in guardrailsMessages.guardrails.value;
}
