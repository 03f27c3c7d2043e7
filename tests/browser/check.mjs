// Opens the page of the corpus' graph in a headless Chromium and uses it: by search, pointer, keys, fingers.
//
//   npm install --prefix /some/folder puppeteer-core
//   NODE_PATH=/some/folder/node_modules node tests/browser/check.mjs target/release/verwijs [FOLDER FOR PICTURES]
//
// CHROMIUM names the browser where it is not /usr/bin/chromium.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const puppeteer = createRequire(import.meta.url)('puppeteer-core');
const [program, pictures] = process.argv.slice(2).map((path) => resolve(path));
const corpus = resolve(import.meta.dirname, '../../corpus');
const folder = mkdtempSync(join(tmpdir(), 'verwijs-page-'));
const html = join(folder, 'graph.html');
const dot = join(folder, 'graph.dot');
execFileSync(program, ['graph', corpus, '--format', 'html', '-o', html]);
execFileSync(program, ['graph', corpus, '-o', dot]);
const edges = readFileSync(dot, 'utf8').match(/ -> /g).length;
const address = pathToFileURL(html).href;

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
});

async function open({ width = 1280, height = 800, phone = false, dark = false, webgl = true, hash = '' } = {}) {
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('request', (request) => request.url().startsWith('file:') || faults.push(`asked for ${request.url()}`));
  await page.setViewport({ width, height, isMobile: phone, hasTouch: phone, deviceScaleFactor: phone ? 2 : 1 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  if (!webgl) {
    await page.evaluateOnNewDocument(() => {
      const own = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind === 'webgl2' ? null : own.call(this, kind, ...rest);
      };
    });
  }
  await page.goto(address + hash);
  await page.waitForFunction(() => document.documentElement.dataset.drawn);
  const shown = (selector) => page.$eval(selector, (e) => e.textContent.trim());
  const hidden = (selector) => page.$eval(selector, (e) => e.hidden);
  const here = () => page.evaluate(() => decodeURIComponent(location.hash.slice(1)));
  const search = async (text) => {
    await page.$eval('#query', (e) => (e.value = ''));
    await page.type('#query', text);
    await page.waitForSelector('#results:not([hidden])');
    await new Promise((done) => setTimeout(done, 60));
  };
  return { page, faults, shown, hidden, here, search };
}

async function picture(page, name) {
  await new Promise((done) => setTimeout(done, 400));
  const png = await page.screenshot(pictures ? { path: join(pictures, `${name}.png`) } : {});
  assert.ok(png.length > 30_000, `${name}: the picture is nearly empty (${png.length} bytes)`);
  return Buffer.from(png);
}

const checks = {
  async 'it opens and counts what the graph has'() {
    const { page, shown } = (this.it = await open());
    assert.ok((await shown('#counts')).endsWith(`, ${edges} references`));
    await picture(page, 'whole');
  },

  async 'it finds what people type'() {
    const { page, search } = this.it;
    for (const [typed, id] of [
      ['Kamerstuk 36 512, nr. 3', 'kst-36512-3'],
      ['Kamerstukken II 2022/23, 36512, nr. 14', 'kst-36512-14'],
      ['36 200 XVI, nr. 118', 'kst-36200-XVI-118'],
      ['21 501-20 nr 1443', 'kst-21501-20-1443'],
      ['https://zoek.officielebekendmakingen.nl/kst-36512-14.html', 'kst-36512-14'],
      ['Stb. 2021, 312', 'stb-2021-312'],
      ['staatsblad 2021 312', 'stb-2021-312'],
      ['Aanhangsel Handelingen II 2023/24, nr. 1187', 'ah-tk-20232024-1187'],
      ['Handelingen TK 2023-2024, nr. 61, item 5', 'h-tk-20232024-61-5'],
      ['Awb', 'BWBR0005537'],
      ['art. 3:4, tweede lid, Awb', 'BWBR0005537'],
      ['art. 3 Vw', 'BWBR0011823'],
      ['algemene wet bestuurs', 'BWBR0005537'],
      ['AVG', '32016R0679'],
      ['2016/679', '32016R0679'],
      ['ecli:nl:rvs:2022:1873', 'ECLI:NL:RVS:2022:1873'],
      ['IVRK', 'BWBV0002508'],
      ['3 IVRK', 'BWBV0002508'],
      ['6:162 BW', 'BWBR0005289'],
      ['95/46/EG', '31995L0046'],
    ]) {
      await search(typed);
      const first = await page.$eval('#results li', (e) => e.textContent);
      assert.ok(first.includes(id), `${typed}: ${id} is not first, but ${first}`);
    }
    await search('Algemene wet');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.$eval('#query', (e) => e.getAttribute('aria-activedescendant')), 'found-1');
    await search('xyzzy 99');
    assert.match(await page.$eval('#results', (e) => e.textContent), /Nothing/);
  },

  async 'a node shows its references both ways with their sentences'() {
    const { page, search, shown, here } = this.it;
    await search('36 512, nr. 3');
    await page.keyboard.press('Enter');
    assert.equal(await here(), 'kst-36512-3');
    assert.equal(await shown('#panel h2'), '36 512, nr. 3');
    assert.ok((await page.$$('#panel section:nth-of-type(1) .refs > li')).length >= 15);
    assert.ok((await page.$$('#panel section:nth-of-type(2) .refs > li')).length >= 3);
    const marks = await page.$$eval('#panel blockquote mark', (all) => all.map((m) => m.textContent));
    assert.ok(marks.includes('Jeugdwet') && marks.length > 20);
    assert.equal(await page.$eval('#official', (a) => a.href), 'https://zoek.officielebekendmakingen.nl/kst-36512-3.html');
    await picture(page, 'node');
    await page.click('#panel .refs .go');
    assert.equal(await here(), 'BWBR0034925');
    await page.goBack();
    assert.equal(await shown('#panel h2'), '36 512, nr. 3');
  },

  async 'a click chooses the node there, a click beside lets go'() {
    const { page, search, hidden, here } = this.it;
    await search('Grondwet');
    await page.keyboard.press('Enter');
    // What was looked for stands in the middle of what the panels leave free.
    const middle = [(344 + 1280 - 404) / 2, 400];
    await page.keyboard.press('Escape');
    assert.ok(await hidden('#panel'));
    await page.mouse.click(...middle);
    assert.equal(await here(), 'BWBR0001840');
    await page.mouse.click(360, 790);
    assert.equal(await here(), '');
  },

  async 'filters by family, weight, year and corpus'() {
    const { page, shown } = this.it;
    const nodes = async () => Number((await shown('#counts')).split(' ')[0].replace(',', ''));
    const all = await nodes();
    const kamerstukken = await page.$$eval('#kinds label', (rows) => Number(rows.find((r) => r.textContent.startsWith('kamerstuk')).querySelector('.many').textContent));
    const box = await page.$$eval('#kinds label', (rows) => rows.findIndex((r) => r.textContent.startsWith('kamerstuk')));
    await (await page.$$('#kinds input'))[box].click();
    assert.equal(await nodes(), all - kamerstukken);
    await picture(page, 'filtered');
    await page.click('#reset');
    assert.equal(await nodes(), all);
    await page.$eval('#weight', (e) => {
      e.value = 3;
      e.dispatchEvent(new Event('input', { bubbles: true }));
    });
    const frequent = await nodes();
    assert.ok(frequent > 5 && frequent < all / 2, `${frequent} of ${all}`);
    await page.click('#reset');
    await page.$eval('#since', (e) => {
      e.value = 2020;
      e.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await page.click('#undated');
    const recent = await nodes();
    assert.ok(recent > 5 && recent < all / 2, `${recent} of ${all}`);
    await page.click('#reset');
    await page.click('#corpus-only');
    assert.equal(await nodes(), 54);
    await page.click('#reset');
  },

  async 'colours tell families or communities'() {
    const { page, shown } = this.it;
    const rows = () => page.$$eval('#kinds label', (all) => all.map((r) => r.textContent));
    const families = await rows();
    await page.click('#coloring input[value="group"] + span');
    const communities = await rows();
    assert.ok(communities.length >= 5 && communities.every((c) => !families.includes(c)), communities.join());
    await picture(page, 'communities');
    const counts = await page.$$eval('#kinds .many', (all) => all.map((m) => Number(m.textContent.replace(',', ''))));
    const all = Number((await shown('#counts')).split(' ')[0].replace(',', ''));
    assert.equal(counts.reduce((a, b) => a + b, 0), all);
    await page.click('#kinds input');
    assert.equal(Number((await shown('#counts')).split(' ')[0].replace(',', '')), all - counts[0]);
    await page.click('#coloring input[value="family"] + span');
    assert.deepEqual(await rows(), families);
    await page.click('#reset');
  },

  async 'after a movement the picture is drawn where it stands'() {
    const { page } = this.it;
    const transform = () => page.$eval('#picture', (e) => e.style.transform);
    await page.mouse.move(700, 400);
    await page.mouse.down();
    for (let step = 0; step < 10; step++) await page.mouse.move(700 + 9 * step, 400);
    await page.mouse.up();
    await page.waitForFunction(() => !document.querySelector('#picture').style.transform);
    assert.equal(await transform(), '');
    await page.keyboard.press('0');
  },

  async 'the keys do'() {
    const { page, hidden, here } = this.it;
    await page.focus('#graph');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'query');
    await page.keyboard.type('Algemene wet bestuursrecht');
    await page.waitForSelector('#results:not([hidden])');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'panel');
    await page.focus('#graph');
    const visited = new Set();
    for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowUp']) {
      await page.evaluate(() => (location.hash = 'BWBR0005537'));
      await page.waitForFunction(() => document.querySelector('#panel h2').textContent === 'Algemene wet bestuursrecht');
      await page.keyboard.press(key);
      visited.add(await here());
    }
    assert.ok(visited.size >= 3, [...visited].join(' '));
    assert.ok((await page.$eval('#said', (e) => e.textContent)).includes('cited by'));
    await page.keyboard.press('Escape');
    assert.ok(await hidden('#panel'));
    for (const key of ['+', '-', '0']) await page.keyboard.press(key);
    assert.deepEqual(this.it.faults, []);
    await page.close();
  },

  async 'light and dark'() {
    const { page, faults } = await open({ dark: true, hash: '#BWBR0034925' });
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    assert.equal(await theme(), 'dark');
    await picture(page, 'dark');
    await page.click('#theme');
    assert.equal(await theme(), 'light');
    await page.click('#theme');
    assert.equal(await theme(), 'dark');
    await page.click('#theme');
    assert.deepEqual(faults, []);
    await page.close();
  },

  async 'on a phone'() {
    const { page, faults, here, search, hidden } = await open({ width: 390, height: 844, phone: true });
    await picture(page, 'phone');
    assert.equal(await page.$eval('#body', (e) => getComputedStyle(e).display), 'none');
    await page.tap('#more');
    assert.equal(await page.$eval('#body', (e) => getComputedStyle(e).display), 'block');
    await picture(page, 'phone-filters');
    await page.tap('#more');
    await search('Jeugdwet');
    await page.tap('#results li');
    assert.equal(await here(), 'BWBR0034925');
    const box = await page.$eval('#panel', (e) => e.getBoundingClientRect().toJSON());
    assert.ok(box.top > 400 && box.bottom <= 844 && box.width > 360, JSON.stringify(box));
    await picture(page, 'phone-node');
    await page.tap('#panel .close');
    assert.ok(await hidden('#panel'));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual(faults, []);
    await page.close();
  },

  async 'without WebGL it is drawn all the same'() {
    const { page, faults } = await open({ webgl: false, hash: '#BWBR0005537' });
    await picture(page, 'canvas');
    assert.deepEqual(faults, []);
    await page.close();
  },
};

let failed = 0;
const shared = {};
for (const [name, check] of Object.entries(checks)) {
  try {
    await check.call(shared);
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n        ${error.stack}`);
  }
}
await browser.close();
process.exitCode = failed ? 1 : 0;
