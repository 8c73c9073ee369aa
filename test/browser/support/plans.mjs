// @ts-check
import { networkQuiet } from './networkQuiet.mjs';

/** @typedef {import('playwright-core').Page} Page */

const FOR_PAYMENTS =
  '/understudy/plans/new?entityRef=component%3Adefault%2Fpayments';

/**
 * Opens the page on which a plan for payments is prepared, and writes that it is scaled in production.
 * @param {Page} page
 * @param {{ replicas: number, why: string }} plan
 */
export async function writePlan(page, { replicas, why }) {
  await page.goto(FOR_PAYMENTS);
  const field = page.getByRole('textbox', { name: /^Replicas/ });
  await field.waitFor();
  await networkQuiet(page);
  await page.getByRole('button', { name: /Cluster/ }).click();
  await page.getByRole('option', { name: 'production', exact: true }).click();
  await field.fill(String(replicas));
  await field.press('Tab');
  await page.getByRole('textbox', { name: /^Why/ }).fill(why);
}

/**
 * Prepares what was written, and waits for the plan with its dry run.
 * @param {Page} page
 * @returns {Promise<string>} the address of the plan
 */
export async function preparePlan(page) {
  await page.getByRole('button', { name: 'Prepare the plan' }).click();
  await history(page).waitFor();
  return new URL(page.url()).pathname;
}

/**
 * Asks for approval of the plan that is open.
 * @param {Page} page
 */
export async function askForApproval(page) {
  await page.getByRole('button', { name: 'Ask for approval' }).click();
  await page.getByText('waits for approval').first().waitFor();
}

/**
 * Approves the plan that is open, as somebody who signs in again for it, and types its name where that is asked.
 * @param {Page} page
 * @param {string} person
 */
export async function approve(page, person) {
  const name = page.getByRole('textbox', { name: 'Type payments' });
  const button = page.getByRole('button', { name: /^Approve/ });
  await button.waitFor();
  if (await name.isVisible()) await name.fill('payments');
  const popup = page.waitForEvent('popup');
  await button.click();
  const choice = await popup;
  const again = choice.getByRole('button', { name: new RegExp(person) });
  await again.click();
  await approved(page, person).waitFor();
}

/**
 * The approval of a person, in the list of approvals.
 * @param {Page} page
 * @param {string} person
 */
export function approved(page, person) {
  return page
    .getByRole('list', { name: 'Approvals' })
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`${person}.*approved`) });
}

/** @param {Page} page */
export function history(page) {
  return page.getByRole('list', { name: 'History' });
}
