export { TakeoverCard } from './TakeoverCard';
