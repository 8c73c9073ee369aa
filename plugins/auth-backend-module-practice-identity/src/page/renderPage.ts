import { createHash } from 'node:crypto';
import { escapeHtml } from './escapeHtml';
import { stylesheet } from './stylesheet';

const styleHash = createHash('sha256').update(stylesheet).digest('base64');

/**
 * The headers of every page: nothing is loaded, nothing runs, nothing frames it, and the form leads nowhere but
 * back to where people came from. The opener is left alone, since the application waits in the window that opened this one.
 */
export function pageHeaders(options: {
  /** Where people go back to, after they have chosen. */
  origins: readonly string[];
}): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': [
      `default-src 'none'`,
      `style-src 'sha256-${styleHash}'`,
      // Browsers hold the redirects after a form to this list, too.
      `form-action 'self' ${options.origins.join(' ')}`,
      `base-uri 'none'`,
      `frame-ancestors 'none'`,
    ].join('; '),
    'Cache-Control': 'no-store',
    // Not no-referrer, which would take the Origin header away from our own form.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}

/** A whole page around a piece of HTML. */
export function renderPage(options: {
  title: string;
  main: string;
  /** After how long the browser opens it anew, without any script. */
  refreshSeconds?: number;
}): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${
  options.refreshSeconds
    ? `<meta http-equiv="refresh" content="${options.refreshSeconds}">\n`
    : ''
}<title>${escapeHtml(options.title)}</title>
<style>${stylesheet}</style>
</head>
<body>
<main>
<p class="brand"><span class="mark" aria-hidden="true"></span>Understudy</p>
${options.main}
</main>
</body>
</html>
`;
}
