import { parseArgs } from 'node:util';
import { findChromium, launchChromium } from './chromium.ts';
import { features, type Scene } from './features.ts';
import { readme } from './readme.ts';
import { Studio } from './studio.ts';

/** Makes the documentation's pictures: plays scenes in a browser before the real playground. */

const SCENES: Record<string, Scene> = { readme, ...features };

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const wanted = values.only ?? Object.keys(SCENES);
const unknown = wanted.find((name) => !Object.hasOwn(SCENES, name));
if (unknown === undefined) {
  await takePictures();
} else {
  const names = Object.keys(SCENES).join(', ');
  process.stderr.write(`There is no scene "${unknown}". --only takes one of: ${names}\n`);
  process.exitCode = 2;
}

async function takePictures(): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error('The pictures need a Chromium: PLAYWRIGHT_CHROMIUM');
  const browser = await launchChromium(chromium);
  for (const [name, scene] of Object.entries(SCENES)) {
    if (!wanted.includes(name)) continue;
    const studio = await Studio.open(browser);
    try {
      await scene(studio);
      process.stdout.write(`${name}\n`);
    } finally {
      await studio.close();
    }
  }
  await browser.close();
}
