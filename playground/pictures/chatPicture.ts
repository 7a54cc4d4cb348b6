import type { Buffer } from 'node:buffer';
import type { Browser } from 'playwright-core';

const CHAT = `<!doctype html>
<style>
  body { margin: 0; padding: 14px; background: #eef2f6; font: 14px/1.4 sans-serif; color: #1d2733 }
  h1 { margin: 0 0 12px; font-size: 15px; text-align: center }
  p { width: fit-content; max-width: 200px; margin: 0 0 8px; padding: 7px 11px; border-radius: 14px; background: #fff }
  p.mine { margin-left: auto; color: #fff; background: #2f7d6b }
</style>
<h1>Sam</h1>
<p class="mine">Coffee on Sunday, after climbing?</p>
<p>Sunday is tricky this week 🙈</p>
<p>But I would like to!</p>`;

/** A chat as a phone shows it: what somebody has taken a screenshot of. A PNG. */
export async function chatPicture(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 300, height: 195 } });
  await page.setContent(CHAT);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
