// What is drawn: which nodes and references, in which order, which stand out.
import { mix, rgb } from './theme.js';

// With fewer references than this, they are bent and have arrows from the start.
const FEW = 4000;
export const STATE = { PLAIN: 0, DIM: 1, NEAR: 2, CHOSEN: 3 };

export class Scene {
  constructor(graph, filter) {
    Object.assign(this, { graph, filter, selected: -1, hovered: -1 });
    this.state = new Uint8Array(graph.nodes);
    this.bySize = Uint32Array.from({ length: graph.nodes }, (_, n) => n).sort((a, b) => graph.radius[b] - graph.radius[a] || a - b);
    this.byCount = Uint32Array.from({ length: graph.edges }, (_, e) => e).sort((a, b) => graph.count[b] - graph.count[a] || a - b);
    this.few = graph.edges <= FEW;
    this.refilter();
  }

  // After the filter changed: the references that are shown, the most frequent first.
  refilter() {
    this.edges = this.byCount.filter((edge) => this.filter.edge[edge]);
    this.mark();
  }

  mark() {
    const { graph, state, selected, hovered } = this;
    this.bright = [];
    state.fill(selected >= 0 ? STATE.DIM : STATE.PLAIN);
    const around = new Set([selected, hovered].filter((node) => node >= 0));
    for (const node of around) {
      for (const edge of this.edgesOf(node)) {
        this.bright.push(edge);
        if (node === selected) state[graph.source[edge]] = state[graph.target[edge]] = STATE.NEAR;
      }
    }
    if (hovered >= 0 && state[hovered] === STATE.DIM) state[hovered] = STATE.NEAR;
    if (selected >= 0) state[selected] = STATE.CHOSEN;
  }

  // The shown references of a node, both ways.
  edgesOf(node) {
    const { graph, filter } = this;
    const edges = [];
    for (let edge = graph.outStart[node]; edge < graph.outStart[node + 1]; edge++) if (filter.edge[edge]) edges.push(edge);
    for (let at = graph.inStart[node]; at < graph.inStart[node + 1]; at++) if (filter.edge[graph.inEdge[at]]) edges.push(graph.inEdge[at]);
    return edges;
  }

  // The box around some nodes, or around all that are shown.
  bounds(nodes) {
    const { graph, filter } = this;
    const [low, high] = [[Infinity, Infinity], [-Infinity, -Infinity]];
    const add = (node) => {
      const r = graph.radius[node];
      low[0] = Math.min(low[0], graph.x[node] - r);
      low[1] = Math.min(low[1], graph.y[node] - r);
      high[0] = Math.max(high[0], graph.x[node] + r);
      high[1] = Math.max(high[1], graph.y[node] + r);
    };
    if (nodes) nodes.forEach(add);
    else for (let node = 0; node < graph.nodes; node++) if (filter.node[node]) add(node);
    return low[0] <= high[0] ? [low, high] : [[-1, -1], [1, 1]];
  }

  // A reference takes the colour of what is cited, greyed; one that stands out tells its direction.
  edgeColor(edge, theme) {
    return mix(rgb(this.graph.kind(this.graph.target[edge]).color), rgb(theme.colors.line), 0.45);
  }

  brightColor(edge, theme) {
    const node = this.selected >= 0 && this.graph.target[edge] !== this.hovered && this.graph.source[edge] !== this.hovered ? this.selected : this.hovered >= 0 ? this.hovered : this.selected;
    return rgb(this.graph.source[edge] === node ? theme.colors.cites : theme.colors.cited);
  }

  // Many references together are drawn fainter than few.
  get alpha() {
    const faint = Math.min(0.6, 0.6 * Math.sqrt(FEW / 6 / Math.max(1, this.edges.length)));
    return Math.max(0.07, faint) * (this.selected >= 0 ? 0.25 : 1);
  }

  get brightAlpha() {
    return Math.max(0.22, Math.min(0.9, 0.9 * (70 / Math.max(1, this.bright.length)) ** 0.4));
  }

  get brightThick() {
    return this.bright.length > 150 ? 0.8 : 1.2;
  }

  width(edge) {
    return 0.9 + 0.45 * Math.log2(this.graph.count[edge]);
  }

  get bend() {
    return this.few ? 0.09 : 0;
  }
}
