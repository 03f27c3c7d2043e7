// Draws the scene with a plain 2D canvas, where the browser has no WebGL 2.
import { STATE } from './scene.js';
import { mix, rgb } from './theme.js';

// A plain canvas is slow: more references than this are left out, the least frequent ones.
const MOST = 12000;
const css = (color, alpha = 1) => `rgba(${color.map((v) => Math.round(v * 255)).join(',')},${alpha})`;

export class CanvasRenderer {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext('2d', { alpha: false });
  }

  load(scene, theme) {
    Object.assign(this, { scene, theme });
    this.order = scene.bySize.filter((node) => scene.filter.node[node]);
  }

  mark() {}

  draw(camera, budget) {
    const { pen, canvas, scene, theme } = this;
    const ratio = canvas.width / camera.width;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = theme.colors.paper;
    pen.fillRect(0, 0, camera.width, camera.height);
    const most = Math.min(budget, MOST, scene.edges.length);
    for (let at = 0; at < most; at++) this.line(camera, scene.edges[at], css(scene.edgeColor(scene.edges[at], theme), scene.alpha), 1, scene.few);
    for (const edge of scene.bright) this.line(camera, edge, css(scene.brightColor(edge, theme), scene.brightAlpha), scene.brightThick, true);
    for (const node of this.order) this.node(camera, node);
  }

  line(camera, edge, color, thick, arrow) {
    const { pen, scene } = this;
    const { graph } = scene;
    const [a, b] = [graph.source[edge], graph.target[edge]];
    const [px, py] = camera.screen(graph.x[a], graph.y[a]);
    const [qx, qy] = camera.screen(graph.x[b], graph.y[b]);
    if (Math.max(px, qx) < 0 || Math.max(py, qy) < 0 || Math.min(px, qx) > camera.width || Math.min(py, qy) > camera.height) return;
    const [dx, dy] = [qx - px, qy - py];
    const [cx, cy] = [(px + qx) / 2 - dy * scene.bend * 2, (py + qy) / 2 + dx * scene.bend * 2];
    pen.strokeStyle = pen.fillStyle = color;
    pen.lineWidth = scene.width(edge) * thick;
    pen.beginPath();
    pen.moveTo(px, py);
    pen.quadraticCurveTo(cx, cy, qx, qy);
    pen.stroke();
    const far = Math.hypot(qx - cx, qy - cy);
    if (!arrow || far < 10) return;
    const [ux, uy] = [(qx - cx) / far, (qy - cy) / far];
    const rim = camera.radius(graph.radius[b]) + 0.5;
    const [tx, ty, size] = [qx - ux * rim, qy - uy * rim, 3 + 2 * pen.lineWidth];
    pen.beginPath();
    pen.moveTo(tx, ty);
    pen.lineTo(tx - ux * size - uy * size * 0.42, ty - uy * size + ux * size * 0.42);
    pen.lineTo(tx - ux * size + uy * size * 0.42, ty - uy * size - ux * size * 0.42);
    pen.fill();
  }

  node(camera, node) {
    const { pen, scene, theme } = this;
    const { graph } = scene;
    const [x, y] = camera.screen(graph.x[node], graph.y[node]);
    const r = camera.radius(graph.radius[node]);
    if (x < -r || y < -r || x > camera.width + r || y > camera.height + r) return;
    const [color, paper] = [rgb(graph.kind(node).color), rgb(theme.colors.paper)];
    pen.globalAlpha = scene.state[node] === STATE.DIM ? 0.16 : 1;
    pen.fillStyle = css(mix(color, paper, graph.corpus[node] ? 0.82 : 0.26));
    pen.strokeStyle = css(mix(color, paper, graph.corpus[node] ? 1 : 0.75));
    pen.lineWidth = Math.min(2, Math.max(0.6, r * 0.22));
    pen.beginPath();
    pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
    if (scene.state[node] === STATE.CHOSEN) {
      pen.strokeStyle = theme.colors.ink;
      pen.beginPath();
      pen.arc(x, y, r + 4, 0, 2 * Math.PI);
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }
}
