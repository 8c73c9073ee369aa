import type { Shape } from './Shape';

/** What a value is written with. */
export type ShapeKind =
  /** One of a few values. */
  | 'choice'
  | 'flag'
  | 'count'
  | 'text'
  /** Any of a few values. */
  | 'choices'
  /** One text for each line. */
  | 'texts'
  /** Any number of entries, each with fields of its own. */
  | 'rows'
  /** One value for each of a few names. */
  | 'table'
  /** Any names, each with a text. */
  | 'labels'
  /** Fields. */
  | 'group';

/** What the form shows for a shape. */
export function shapeKind(shape: Shape): ShapeKind {
  if (shape.enum || shape.anyOf?.every(each => each.const !== undefined)) {
    return 'choice';
  }
  switch (shape.type) {
    case 'boolean':
      return 'flag';
    case 'integer':
    case 'number':
      return 'count';
    case 'array':
      if (shape.items?.properties) {
        return 'rows';
      }
      return shape.items?.enum ? 'choices' : 'texts';
    case 'object':
      if (shape.properties) {
        return 'group';
      }
      return shape.propertyNames?.enum ? 'table' : 'labels';
    default:
      return 'text';
  }
}
