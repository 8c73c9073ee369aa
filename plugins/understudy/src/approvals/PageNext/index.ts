export { PageNext } from './PageNext';
