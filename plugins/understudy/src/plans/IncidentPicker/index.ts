export { IncidentPicker } from './IncidentPicker';
