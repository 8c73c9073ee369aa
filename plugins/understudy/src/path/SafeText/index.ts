export { SafeText } from './SafeText';
