export { understudyPlugin as default } from './plugin';
