// From places in the drawing to pixels of the screen, and how one glides over it.

// Nodes are drawn to scale until they are this large; beyond, they grow with the root of it.
const LARGE = 13;
const SMALL = 1.3;
const CLOSEST = 40;

export class Camera {
  constructor() {
    [this.x, this.y, this.scale, this.width, this.height] = [0, 0, 1, 1, 1];
    this.inset = { left: 0, right: 0, top: 0, bottom: 0 };
    this.goal = null;
  }

  // The middle of what no panel covers.
  get middle() {
    const { left, right, top, bottom } = this.inset;
    return [(left + this.width - right) / 2, (top + this.height - bottom) / 2];
  }

  screen(x, y) {
    const [mx, my] = this.middle;
    return [(x - this.x) * this.scale + mx, (y - this.y) * this.scale + my];
  }

  world(px, py) {
    const [mx, my] = this.middle;
    return [(px - mx) / this.scale + this.x, (py - my) / this.scale + this.y];
  }

  radius(r) {
    const drawn = Math.max(r * this.scale, SMALL);
    return drawn > LARGE ? LARGE * Math.sqrt(drawn / LARGE) : drawn;
  }

  // The view in which the box fills what no panel covers.
  around([low, high], margin = 30) {
    const { left, right, top, bottom } = this.inset;
    const free = [Math.max(80, this.width - left - right - 2 * margin), Math.max(80, this.height - top - bottom - 2 * margin)];
    const scale = Math.min(free[0] / Math.max(high[0] - low[0], 1e-3), free[1] / Math.max(high[1] - low[1], 1e-3), 14);
    return { x: (low[0] + high[0]) / 2, y: (low[1] + high[1]) / 2, scale };
  }

  jump({ x, y, scale }) {
    Object.assign(this, { x, y, scale: Math.min(scale, CLOSEST), goal: null });
  }

  glide(view, calm) {
    if (calm) return this.jump(view);
    this.goal = { from: { x: this.x, y: this.y, scale: this.scale }, to: view, begun: null };
  }

  // One step of a glide; whether it goes on.
  step(now) {
    const { goal } = this;
    if (!goal) return false;
    goal.begun ??= now;
    const t = Math.min(1, (now - goal.begun) / 420);
    const eased = t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2;
    this.scale = Math.exp(Math.log(goal.from.scale) * (1 - eased) + Math.log(goal.to.scale) * eased);
    this.x = goal.from.x + (goal.to.x - goal.from.x) * eased;
    this.y = goal.from.y + (goal.to.y - goal.from.y) * eased;
    if (t === 1) this.goal = null;
    return this.goal !== null;
  }

  // What a picture that was drawn from `then` has to be moved and stretched by to stand as if drawn from here.
  since(then) {
    const stretch = this.scale / then.scale;
    const [mx, my] = this.middle;
    return { stretch, x: mx - then.middle[0] * stretch + (then.x - this.x) * this.scale, y: my - then.middle[1] * stretch + (then.y - this.y) * this.scale };
  }

  pan(dx, dy) {
    this.goal = null;
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
  }

  // Nearer or farther, with the place under the pointer staying there.
  zoom(factor, px, py, farthest) {
    this.goal = null;
    const [x, y] = this.world(px, py);
    this.scale = Math.min(CLOSEST, Math.max(farthest, this.scale * factor));
    const [mx, my] = this.middle;
    this.x = x - (px - mx) / this.scale;
    this.y = y - (py - my) / this.scale;
  }
}

export const SIZES = { LARGE, SMALL };
