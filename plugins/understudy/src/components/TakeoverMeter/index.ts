export { TakeoverMeter } from './TakeoverMeter';
