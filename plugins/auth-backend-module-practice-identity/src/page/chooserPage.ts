import type { PracticePerson } from '../types';
import { escapeHtml } from './escapeHtml';
import { renderPage } from './renderPage';

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words[words.length - 1] : '']
    .map(word => [...word].slice(0, 1).join(''))
    .join('')
    .toLocaleUpperCase('en-US');
}

function person({ user, name, about }: PracticePerson): string {
  return `<li><button class="person" name="person" value="${escapeHtml(user)}">
<span class="initials" aria-hidden="true">${escapeHtml(initials(name))}</span>
<span class="name">${escapeHtml(name)}</span>
<span class="about">${escapeHtml(about ?? user)}</span>
</button></li>`;
}

/** The page on which somebody chooses who to be. */
export function chooserPage(options: {
  action: string;
  people: readonly PracticePerson[];
}): string {
  return renderPage({
    title: 'Sign in to practise · Understudy',
    main: `<h1>Who do you want to be?</h1>
<p class="soft">Practice sign-in without passwords, for this machine only. Each person may do different things.</p>
<form method="post" action="${escapeHtml(options.action)}">
<ul>
${options.people.map(person).join('\n')}
</ul>
<button class="quiet" name="cancel" value="yes">Cancel and go back</button>
</form>`,
  });
}
