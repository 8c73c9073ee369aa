import { createHash } from 'node:crypto';
import { safeText } from '@understudy/plugin-understudy-common';

const stylesheet = `
:root { color-scheme: light dark; --ground: #f6f6f5; --ink: #15161a; --soft: #5d6069; }
@media (prefers-color-scheme: dark) { :root { --ground: #101114; --ink: #ececf0; --soft: #a9acb7; } }
body {
  margin: 0; padding: 24px 16px; min-height: 100vh; box-sizing: border-box; display: grid; place-items: center;
  font: 15px/1.5 system-ui, sans-serif; background: var(--ground); color: var(--ink);
}
main { width: 100%; max-width: 460px; overflow-wrap: anywhere; }
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 6px; }
p { margin: 0; color: var(--soft); }
`;
const styleHash = createHash('sha256').update(stylesheet).digest('base64');

/** The headers of the page: nothing is loaded, nothing runs, nothing frames it. */
export const presencePageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    `default-src 'none'`,
    `style-src 'sha256-${styleHash}'`,
    `form-action 'none'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return safeText(text).replace(/[&<>"']/g, character => entities[character]);
}

/** The page that ends a sign-in, in a window that can be closed then. */
export function presencePage(options: {
  title: string;
  sentence: string;
}): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(options.title)} · Understudy</title>
<style>${stylesheet}</style>
</head>
<body>
<main>
<h1>${escapeHtml(options.title)}</h1>
<p>${escapeHtml(options.sentence)}</p>
</main>
</body>
</html>
`;
}
