export { ConsoleTabs } from './ConsoleTabs';
