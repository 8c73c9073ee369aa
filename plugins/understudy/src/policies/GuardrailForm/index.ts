export { GuardrailForm } from './GuardrailForm';
