// Finds the node at a place without looking at all of them.

export class Grid {
  constructor(graph) {
    this.graph = graph;
    const { nodes, extent, x, y } = graph;
    this.cells = Math.max(1, Math.ceil(Math.sqrt(nodes / 2)));
    this.size = (2 * extent) / this.cells || 1;
    const cell = (node) => this.column(y[node]) * this.cells + this.column(x[node]);
    this.start = new Uint32Array(this.cells * this.cells + 1);
    for (let node = 0; node < nodes; node++) this.start[cell(node) + 1]++;
    for (let at = 0; at < this.cells * this.cells; at++) this.start[at + 1] += this.start[at];
    const filled = this.start.slice(0, -1);
    this.members = new Uint32Array(nodes);
    for (let node = 0; node < nodes; node++) this.members[filled[cell(node)]++] = node;
    this.largest = graph.radius.reduce((a, b) => Math.max(a, b), 0);
  }

  column(value) {
    return Math.min(this.cells - 1, Math.max(0, Math.floor((value + this.graph.extent) / this.size)));
  }

  // The shown node nearest to a place of the screen, measured from its rim and no farther than `reach` pixels.
  at(camera, px, py, shown, reach) {
    const { graph } = this;
    const [x, y] = camera.world(px, py);
    const far = (camera.radius(this.largest) + reach) / camera.scale;
    const [left, right, top, bottom] = [this.column(x - far), this.column(x + far), this.column(y - far), this.column(y + far)];
    let best = -1;
    let least = reach;
    for (let row = top; row <= bottom; row++) {
      for (let at = this.start[row * this.cells + left]; at < this.start[row * this.cells + right + 1]; at++) {
        const node = this.members[at];
        if (!shown[node]) continue;
        const gap = Math.hypot(graph.x[node] - x, graph.y[node] - y) * camera.scale - camera.radius(graph.radius[node]);
        if (gap < least) [best, least] = [node, gap];
      }
    }
    return best;
  }
}
