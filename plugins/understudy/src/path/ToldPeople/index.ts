export { ToldPeople } from './ToldPeople';
