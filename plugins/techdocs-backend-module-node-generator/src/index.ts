/**
 * Generates TechDocs sites in Node, without Docker or Python.
 *
 * @packageDocumentation
 */
export { techdocsModuleNodeGenerator as default } from './module';
export { NodeTechdocsGenerator } from './NodeTechdocsGenerator';
