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

const LOOK_AGAIN_SECONDS = 2;

function person(
  { user, name, about }: PracticePerson,
  known: ReadonlySet<string>,
): string {
  return `<li><button class="person" name="person" value="${escapeHtml(user)}"${
    known.has(user) ? '' : ' disabled'
  }>
<span class="initials" aria-hidden="true">${escapeHtml(initials(name))}</span>
<span class="name">${escapeHtml(name)}</span>
<span class="about">${escapeHtml(about ?? user)}</span>
</button></li>`;
}

/** Backstage would take nobody that its catalog has not read, and say so in words for administrators. */
function waiting(
  people: readonly PracticePerson[],
  known: ReadonlySet<string>,
): string {
  const missing = people.filter(({ user }) => !known.has(user));
  if (missing.length === 0) {
    return '';
  }
  return `<p class="note" role="status">${
    missing.length === people.length
      ? 'Backstage is still reading who there is, as it does for some seconds after its first start. This page looks again by itself.'
      : `The catalog does not know ${escapeHtml(
          missing.map(({ name }) => name).join(', '),
        )}. Load this page again in a moment; if that stays so, its users are not what understudy.practice.identity names.`
  }</p>
`;
}

/** The page on which somebody chooses who to be. */
export function chooserPage(options: {
  action: string;
  people: readonly PracticePerson[];
  /** The users that the catalog has read. */
  known: ReadonlySet<string>;
}): string {
  const { action, people, known } = options;
  return renderPage({
    title: 'Sign in to practise · Understudy',
    // Only while there is nothing to choose: nobody loses their place on the page.
    refreshSeconds: people.some(({ user }) => known.has(user))
      ? undefined
      : LOOK_AGAIN_SECONDS,
    main: `<h1>Who do you want to be?</h1>
<p class="soft">Practice sign-in without passwords, for this machine only. Each person may do different things.</p>
${waiting(people, known)}<form method="post" action="${escapeHtml(action)}">
<ul>
${people.map(each => person(each, known)).join('\n')}
</ul>
<button class="quiet" name="cancel" value="yes">Cancel and go back</button>
</form>`,
  });
}
