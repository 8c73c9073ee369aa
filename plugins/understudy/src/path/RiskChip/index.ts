export { RiskChip } from './RiskChip';
