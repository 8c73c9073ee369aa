import type { Shape } from './Shape';
import { shapeKind } from './shapeKind';

/** What a new entry starts with: everything that it must have, as harmless as its shape allows. */
export function emptyOf(shape: Shape): unknown {
  switch (shapeKind(shape)) {
    case 'choice':
      return shape.enum?.[0] ?? shape.anyOf?.[0]?.const;
    case 'flag':
      return shape.const ?? false;
    case 'count':
      return Math.max(shape.minimum ?? 0, 1);
    case 'text':
      return '';
    case 'choices':
      return shape.minItems ? shape.items?.enum?.slice(0, 1) : [];
    case 'texts':
    case 'rows':
      return [];
    case 'group':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([name]) => shape.required?.includes(name))
          .map(([name, each]) => [name, emptyOf(each)]),
      );
    default:
      return {};
  }
}
