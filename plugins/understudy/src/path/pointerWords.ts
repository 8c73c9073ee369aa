/** A JSON pointer as people write paths: `/spec/containers/0/image` as `spec.containers[0].image`. */
export function pointerWords(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce((words, part) => {
      if (/^\d+$/.test(part)) {
        return `${words}[${part}]`;
      }
      if (/[.\s[\]]/.test(part) || part === '') {
        return `${words}[${JSON.stringify(part)}]`;
      }
      return words ? `${words}.${part}` : part;
    }, '');
}
