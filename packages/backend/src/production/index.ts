export { productionModule as default } from './productionModule';
