// Names beside the nodes: the most important ones that fit without touching each other.
import { STATE } from './scene.js';

const CELL = 14;
const LONGEST = 44;

export class Labels {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext('2d');
    this.widths = new Map();
  }

  draw(camera, scene, theme, moving) {
    const { pen, canvas } = this;
    const ratio = canvas.width / camera.width;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, camera.width, camera.height);
    pen.lineJoin = 'round';
    pen.textBaseline = 'middle';
    const columns = Math.ceil(camera.width / CELL) + 1;
    const taken = new Uint8Array(columns * (Math.ceil(camera.height / CELL) + 1));
    const most = Math.round((camera.width * camera.height) / (moving ? 14000 : 7000));
    let drawn = 0;
    const first = [scene.selected, scene.hovered].filter((node, at, all) => node >= 0 && all.indexOf(node) === at);
    for (const node of first) this.label(camera, scene, theme, node, taken, columns, true);
    for (const node of scene.bySize) {
      if (drawn >= most) break;
      if (!scene.filter.node[node] || scene.state[node] === STATE.DIM || first.includes(node)) continue;
      if (this.label(camera, scene, theme, node, taken, columns, false)) drawn++;
    }
  }

  // Draws a label where it finds room; whether it did.
  label(camera, scene, theme, node, taken, columns, anyway) {
    const { pen } = this;
    const { graph } = scene;
    const [x, y] = camera.screen(graph.x[node], graph.y[node]);
    if (x < -40 || y < 0 || x > camera.width || y > camera.height) return false;
    const r = camera.radius(graph.radius[node]);
    const near = scene.state[node] === STATE.NEAR;
    // Of small nodes far away no name is wanted.
    if (!anyway && !near && r < 2.2 && scene.graph.nodes > 400) return false;
    const size = anyway ? 13 : Math.round(Math.min(15, 10 + r * 0.22));
    pen.font = `${anyway || r > 14 ? 600 : 400} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
    const whole = graph.label(node);
    const text = whole.length > LONGEST && !anyway ? `${whole.slice(0, LONGEST - 1).trimEnd()}…` : whole;
    const key = `${size} ${anyway} ${node}`;
    let width = this.widths.get(key);
    if (width === undefined) this.widths.set(key, (width = pen.measureText(text).width));
    // On the right of its node, or on the left where the window or a panel ends.
    const end = camera.width - camera.inset.right - 6;
    // A chosen node has a ring around it.
    const gap = r + (anyway ? 9 : 4);
    let left = x + gap;
    if (left + width > end) left = x - gap - width;
    if (anyway) left = Math.max(camera.inset.left + 8, Math.min(left, end - width));
    else if (left < camera.inset.left + 6 || x > end) return false;
    const box = [Math.floor((left - 3) / CELL), Math.floor((y - size * 0.62) / CELL), Math.floor((left + width + 3) / CELL), Math.floor((y + size * 0.62) / CELL)].map((v) => Math.max(0, v));
    box[2] = Math.min(box[2], columns - 1);
    for (let row = box[1]; row <= box[3]; row++) {
      for (let column = box[0]; column <= box[2]; column++) if (taken[row * columns + column] && !anyway) return false;
    }
    for (let row = box[1]; row <= box[3]; row++) taken.fill(1, row * columns + box[0], row * columns + box[2] + 1);
    pen.lineWidth = 3.5;
    pen.strokeStyle = theme.colors.paper;
    pen.globalAlpha = 0.9;
    pen.strokeText(text, left, y);
    pen.globalAlpha = 1;
    pen.fillStyle = graph.corpus[node] || anyway ? theme.colors.ink : theme.colors.soft;
    pen.fillText(text, left, y);
    return true;
  }
}
