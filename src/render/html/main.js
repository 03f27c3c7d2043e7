// Puts the page together and draws when something has changed.
import { Camera } from './camera.js';
import { CanvasRenderer } from './canvas.js';
import { readGraph } from './data.js';
import { Filter } from './filter.js';
import { Grid } from './grid.js';
import { Input } from './input.js';
import { Labels } from './labels.js';
import { Panels } from './panel.js';
import { Scene } from './scene.js';
import { Search } from './search.js';
import { Theme } from './theme.js';
import { WebglRenderer } from './webgl.js';

// So long after the last movement all references are drawn again.
const REST = 140;
// A frame that takes longer than this, in milliseconds, was too much.
const SLOW = 30;
// A frame that takes longer than this leaves nothing to see of a movement.
const FAR_TOO_SLOW = 90;
// So many references are drawn where a sliding picture has to be renewed.
const SKETCH = 2500;
// So many references are drawn while it moves, until it shows whether the machine bears more.
const FIRST = 12000;
// A picture at rest may take so long, in milliseconds.
const PATIENCE = 600;
const NARROW = 720;
const CLOSE = 3;

class View {
  constructor(graph) {
    const by = (id) => document.getElementById(id);
    this.graph = graph;
    this.canvas = by('picture');
    this.camera = new Camera();
    this.filter = new Filter(graph);
    this.scene = new Scene(graph, this.filter);
    this.grid = new Grid(graph);
    this.labels = new Labels(by('labels'));
    this.calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.budget = Math.min(FIRST, graph.edges);
    this.still = Infinity;
    this.last = { moved: -Infinity, frame: 0 };
    this.theme = new Theme(by('theme'), () => this.renderer && this.reload());
    this.renderer = renderer(this.canvas);
    this.renderer.restored = () => this.ask();
    this.panels = new Panels(graph, this.filter, new Search(graph), { go: (node) => this.go(node), changed: () => this.refilter(), recolored: () => this.reload(), leave: () => this.leave() });
    this.input = new Input(by('graph'), this);
    by('nearer').addEventListener('click', () => this.input.nearer(1.5));
    by('farther').addEventListener('click', () => this.input.nearer(1 / 1.5));
    by('all').addEventListener('click', () => this.fit());
    addEventListener('resize', () => this.resize());
    addEventListener('hashchange', () => this.fromAddress());
    this.renderer.load(this.scene, this.theme);
    this.resize();
    this.camera.jump(this.whole());
    this.fromAddress();
  }

  // ---- drawing

  ask() {
    this.asked ||= requestAnimationFrame((now) => this.draw(now));
  }

  draw(now) {
    this.asked = 0;
    const gliding = this.camera.step(now);
    if (gliding) this.last.moved = now;
    const moving = now - this.last.moved < REST;
    const took = now - this.last.frame;
    // While it moves, as many references are drawn as this machine bears; where that is too slow even so, the
    // picture that is there slides along until it rests.
    if (moving && this.last.moving && !this.slides) {
      if (took > SLOW) this.budget = Math.max(1000, Math.min(this.budget, this.scene.edges.length) * 0.7);
      else if (took < SLOW * 0.7) this.budget = Math.min(this.graph.edges, this.budget * 1.15);
      this.slides = took > FAR_TOO_SLOW;
    }
    this.last = { ...this.last, frame: now, moving };
    if (!(moving && this.slides && this.slide())) this.paint(moving);
    if (gliding || moving) this.ask();
  }

  paint(moving) {
    const { camera } = this;
    this.drawn = { x: camera.x, y: camera.y, scale: camera.scale, middle: camera.middle };
    this.renderer.draw(camera, moving ? Math.min(this.budget, this.slides ? SKETCH : Infinity) : this.still);
    this.labels.draw(camera, this.scene, this.theme, moving);
    this.put('');
    if (moving) return;
    this.renderer.done?.((took) => {
      if (took > PATIENCE && this.still > this.budget) this.still = Math.max(this.budget, (this.scene.edges.length * PATIENCE) / took);
      this.slides = took > (this.slides ? FAR_TOO_SLOW / 2 : FAR_TOO_SLOW);
    });
  }

  // Moves the picture that was drawn last; false where too little of it would be seen.
  slide() {
    const { stretch, x, y } = this.camera.since(this.drawn);
    const { width, height } = this.camera;
    if (stretch > 4 || stretch < 0.4 || Math.abs(x + (width * (stretch - 1)) / 2) > width * 0.7 || Math.abs(y + (height * (stretch - 1)) / 2) > height * 0.7) return false;
    this.put(`translate(${x}px, ${y}px) scale(${stretch})`);
    return true;
  }

  put(transform) {
    if (transform === this.transform) return;
    this.transform = this.canvas.style.transform = this.labels.canvas.style.transform = transform;
  }

  moved() {
    this.last.moved = performance.now();
    this.ask();
  }

  reload() {
    this.renderer.load(this.scene, this.theme);
    this.ask();
  }

  refilter() {
    this.scene.refilter();
    this.reload();
    if (this.scene.selected >= 0) {
      if (this.filter.node[this.scene.selected]) this.panels.show(this.scene.selected);
      else this.leave();
    }
  }

  resize() {
    const [width, height] = [innerWidth, innerHeight];
    const ratio = Math.min(2, devicePixelRatio || 1);
    for (const canvas of [this.canvas, this.labels.canvas]) {
      canvas.width = Math.max(1, Math.round(width * ratio));
      canvas.height = Math.max(1, Math.round(height * ratio));
    }
    Object.assign(this.camera, { width, height });
    this.setInset();
    this.ask();
  }

  // The parts of the window that panels cover.
  setInset() {
    const open = this.scene.selected >= 0;
    const narrow = this.camera.width < NARROW;
    const { height } = this.camera;
    this.camera.inset = narrow ? { left: 0, right: 0, top: 100, bottom: open ? height * 0.46 : 0 } : { left: 344, right: open ? 404 : 0, top: 0, bottom: open ? 0 : 52 };
  }

  // ---- looking

  whole() {
    return this.camera.around(this.scene.bounds());
  }

  farthest() {
    return Math.min(this.whole().scale * 0.5, 1);
  }

  fit() {
    this.camera.glide(this.whole(), this.calm);
    this.ask();
  }

  pick(x, y, reach) {
    return this.grid.at(this.camera, x, y, this.filter.node, reach);
  }

  hover(node) {
    if (node === this.scene.hovered) return;
    this.scene.hovered = node;
    this.mark();
  }

  mark() {
    this.scene.mark();
    this.renderer.mark();
    this.ask();
  }

  // ---- choosing

  go(node, seen = false) {
    const address = `#${encodeURIComponent(this.graph.ids[node])}`;
    if (location.hash !== address) {
      try {
        history.pushState(null, '', address);
      } catch {
        // Some viewers show pages without an address.
      }
    }
    this.choose(node, seen);
  }

  choose(node, seen = false) {
    const { camera, graph, scene } = this;
    const place = camera.screen(graph.x[node], graph.y[node]);
    scene.selected = node;
    scene.hovered = -1;
    // Where the panel opens, the picture does not jump.
    const before = camera.middle;
    this.setInset();
    const shift = camera.middle.map((value, axis) => value - before[axis]);
    camera.x += shift[0] / camera.scale;
    camera.y += shift[1] / camera.scale;
    this.panels.show(node);
    const { left, right, top, bottom } = camera.inset;
    const covered = place[0] < left + 20 || place[1] < top + 20 || place[0] > camera.width - right - 20 || place[1] > camera.height - bottom - 20;
    if (!seen || covered) camera.glide(this.near(node), this.calm);
    this.mark();
  }

  leave() {
    const { scene, camera } = this;
    if (scene.selected < 0) return;
    scene.selected = -1;
    const before = camera.middle;
    this.setInset();
    camera.pan(...before.map((value, axis) => value - camera.middle[axis]));
    this.panels.hide();
    try {
      history.pushState(null, '', location.pathname + location.search);
    } catch {
      // As above.
    }
    this.mark();
  }

  fromAddress() {
    const id = decodeURIComponent(location.hash.slice(1));
    const node = id ? this.graph.ids.indexOf(id) : -1;
    if (node >= 0 && node !== this.scene.selected) this.choose(node);
    else if (node < 0) this.leave();
  }

  // A view of a node with most of its neighbours.
  near(node) {
    const { camera, graph, scene } = this;
    const far = scene.edgesOf(node).map((edge) => {
      const other = graph.source[edge] === node ? graph.target[edge] : graph.source[edge];
      return Math.hypot(graph.x[other] - graph.x[node], graph.y[other] - graph.y[node]);
    });
    const most = far.sort((a, b) => a - b)[Math.floor(far.length * 0.75)] || 1;
    const { left, right, top, bottom } = camera.inset;
    const free = Math.min(camera.width - left - right, camera.height - top - bottom);
    const scale = Math.max(this.whole().scale * 1.3, Math.min(CLOSE, (free * 0.42) / most));
    return { x: graph.x[node], y: graph.y[node], scale };
  }

  // To the neighbour in a direction; false where nothing is chosen.
  step([dx, dy]) {
    const { graph, scene } = this;
    const from = scene.selected;
    if (from < 0) return false;
    let [best, least] = [-1, Infinity];
    // What lies in that quarter goes before what lies beside it, so that each key leads elsewhere.
    const QUARTER = Math.SQRT1_2;
    for (const edge of scene.edgesOf(from)) {
      const node = graph.source[edge] === from ? graph.target[edge] : graph.source[edge];
      const [x, y] = [graph.x[node] - graph.x[from], graph.y[node] - graph.y[from]];
      const far = Math.hypot(x, y);
      const along = (x * dx + y * dy) / (far || 1);
      const cost = far * (3 - 2 * along) + (along < QUARTER ? 1e6 : 0);
      if (along > 0.3 && cost < least) [best, least] = [node, cost];
    }
    if (best >= 0) this.go(best);
    else this.panels.say('no neighbour in that direction');
    return true;
  }

  official() {
    const url = this.scene.selected >= 0 && this.graph.link(this.scene.selected);
    if (url) open(url, '_blank', 'noopener');
  }
}

function renderer(canvas) {
  try {
    return new WebglRenderer(canvas);
  } catch {
    return new CanvasRenderer(canvas);
  }
}

function start() {
  const text = (id) => document.getElementById(id).textContent;
  try {
    const view = new View(readGraph(text('graph-data'), () => text('sentence-data')));
    view.draw(performance.now());
    // For whoever measures: milliseconds from the opening of the page to the first drawing.
    document.documentElement.dataset.drawn = String(Math.round(performance.now()));
  } catch (error) {
    const trouble = document.getElementById('trouble');
    trouble.textContent = `This page could not be drawn: ${error.message}. A browser of the last years shows it.`;
    trouble.hidden = false;
    throw error;
  }
}

start();
