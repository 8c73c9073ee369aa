// @ts-check
import ts from 'typescript';

/**
 * Sorts the members of inferred types in a declaration file: the constituents of unions and the properties of objects,
 * within the types of constants. The compiler writes them in the order in which it first met them anywhere, so that a
 * change in one package would move lines in the report of another.
 *
 * @param {string} text of a .d.ts file
 * @returns {string}
 */
export function sortConstTypes(text) {
  const source = ts.createSourceFile(
    'report.d.ts',
    text,
    ts.ScriptTarget.Latest,
  );
  let result = '';
  let end = 0;
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { type } of statement.declarationList.declarations) {
      if (!type) continue;
      result += text.slice(end, type.pos) + sorted(type, text);
      end = type.end;
    }
  }
  return result + text.slice(end);
}

/**
 * @param {import('typescript').Node} node
 * @param {string} text
 * @returns {string}
 */
function sorted(node, text) {
  /** @type {import('typescript').Node[]} */
  const children = [];
  node.forEachChild(child => void children.push(child));
  const slots = slotsOf(node);
  const parts = children.map(child => sorted(child, text));
  const inOrder = slots.length
    ? [...slots].sort(byText(children, parts))
    : slots;

  let result = '';
  let { pos } = node;
  children.forEach((child, index) => {
    const slot = slots.indexOf(child);
    const shown = slot < 0 ? index : children.indexOf(inOrder[slot]);
    // The space before it belongs to the place.
    const [space] = /^\s*/.exec(parts[index]) ?? [''];
    result += text.slice(pos, child.pos) + space + parts[shown].trimStart();
    pos = child.end;
  });
  return result + text.slice(pos, node.end);
}

/**
 * The children whose order says nothing.
 * @param {import('typescript').Node} node
 * @returns {import('typescript').Node[]}
 */
function slotsOf(node) {
  if (ts.isUnionTypeNode(node)) return [...node.types];
  // The order of overloads matters, and they share a name or have none.
  if (
    ts.isTypeLiteralNode(node) &&
    node.members.every(ts.isPropertySignature)
  ) {
    return [...node.members];
  }
  return [];
}

/**
 * @param {import('typescript').Node[]} children
 * @param {string[]} parts
 */
function byText(children, parts) {
  /** @param {import('typescript').Node} node */
  const key = node => {
    const part = parts[children.indexOf(node)].trim();
    // What may be missing stays at the end, as people write it.
    return `${/^(undefined|null)$/.test(part) ? 1 : 0}${part}`;
  };
  return (
    /** @type {import('typescript').Node} */ a,
    /** @type {import('typescript').Node} */ b,
  ) => (key(a) < key(b) ? -1 : Number(key(a) > key(b)));
}
