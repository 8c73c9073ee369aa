// @ts-check

/**
 * Signs in as one of the five people, through the window of the practice identity.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {string} [path] where to go
 */
export async function signIn(page, name, path = '/') {
  await page.goto(path);
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const choice = await popup;
  await choice.getByRole('button', { name: new RegExp(name) }).click();
  await signedIn(page).waitFor();
}

/**
 * What is there only for people who are signed in, on wide screens and on narrow ones.
 * @param {import('playwright-core').Page} page
 */
export function signedIn(page) {
  return page.getByRole('link', { name: 'Understudy, start' });
}

/** @param {import('playwright-core').Page} page */
export async function signOut(page) {
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
}
