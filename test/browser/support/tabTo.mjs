// @ts-check
import assert from 'node:assert/strict';

/**
 * Presses Tab until something with the given name has the focus, and sees that the focus shows.
 * @param {import('playwright-core').Page} page
 * @param {string | RegExp} name
 * @param {{ max?: number }} [options]
 */
export async function tabTo(page, name, { max = 60 } = {}) {
  /** @type {string[]} */
  const passed = [];
  for (let press = 0; press < max; press += 1) {
    await page.keyboard.press('Tab');
    const { label, shows } = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return { label: '', shows: true };
      const style = getComputedStyle(element);
      return {
        label: (
          element.getAttribute('aria-label') ??
          element.innerText ??
          ''
        ).trim(),
        shows:
          (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') ||
          style.boxShadow !== 'none',
      };
    });
    if (typeof name === 'string' ? label === name : name.test(label)) {
      assert.ok(shows, `the focus on "${label}" cannot be seen`);
      return;
    }
    passed.push(label.slice(0, 40));
  }
  assert.fail(`Tab did not come to ${name}, but to: ${passed.join(' | ')}`);
}
