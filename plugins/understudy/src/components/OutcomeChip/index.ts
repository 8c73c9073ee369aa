export { OutcomeChip } from './OutcomeChip';
