// @ts-check
import { openWhenRead } from './catalog.mjs';

/**
 * Writes a handover note about payments, as the example template does: something real for the ledger.
 * @param {import('playwright-core').Page} page
 */
export async function runHandover(page) {
  await openWhenRead(page, '/catalog/default/component/payments');
  await page.goto('/create/templates/default/handover-note');
  await page.getByLabel(/^Component/).fill('payments');
  await page
    .getByRole('option', { name: /payments/i })
    .first()
    .click();
  await page.getByLabel(/^Situation/).fill('A quiet night.');
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('link', { name: 'Open the component' }).waitFor();
}
