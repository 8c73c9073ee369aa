import type { AuditEntry } from '../../audit/AuditEntry';

/** The words and links of an entry that is a note; only links that are safe to follow. */
export function noteOf(note: AuditEntry): { words: string; links: string[] } {
  const { parameters = {}, reason } = note.entry;
  const words = typeof parameters.text === 'string' ? parameters.text : reason;
  const links = Array.isArray(parameters.links) ? parameters.links : [];
  return {
    words: words ?? '',
    links: links.flatMap(link => {
      const url =
        typeof link === 'object' && link && !Array.isArray(link)
          ? link.url
          : link;
      return typeof url === 'string' && /^https?:\/\//.test(url) ? [url] : [];
    }),
  };
}
