import { escapeHtml } from './escapeHtml';
import { renderPage } from './renderPage';

/** A page that says what went wrong and leads back to the application. */
export function messagePage(options: {
  title: string;
  message: string;
  appOrigin: string;
}): string {
  return renderPage({
    title: `${options.title} · Understudy`,
    main: `<h1>${escapeHtml(options.title)}</h1>
<p class="soft">${escapeHtml(options.message)}</p>
<p><a href="${escapeHtml(options.appOrigin)}">Back to the application</a></p>`,
  });
}
