/**
 * The smallest id that an entry written at a time can have: ids begin with the
 * time, so that they find entries where nothing else does.
 */
export function firstIdAt(time: number): string {
  const hex = Math.max(0, Math.floor(time)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
