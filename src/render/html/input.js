// Pointer, wheel, fingers and keys on the drawing.

const CLICK = 5;
const STEP = 70;
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Input {
  // `view` has: camera, farthest(), pick(x, y, reach), go(node), leave(), hover(node), fit(), moved(), step(direction), official().
  constructor(surface, view) {
    Object.assign(this, { surface, view });
    this.down = new Map();
    this.far = 0;
    surface.addEventListener('pointerdown', (e) => this.press(e));
    surface.addEventListener('pointermove', (e) => this.move(e));
    for (const name of ['pointerup', 'pointercancel']) surface.addEventListener(name, (e) => this.release(e));
    surface.addEventListener('pointerleave', () => this.down.size || view.hover(-1));
    surface.addEventListener('wheel', (e) => this.wheel(e), { passive: false });
    surface.addEventListener('dblclick', (e) => this.zoom(2, e.clientX, e.clientY));
    surface.addEventListener('keydown', (e) => this.arrows(e));
    document.addEventListener('keydown', (e) => this.keys(e));
  }

  press(event) {
    this.surface.setPointerCapture(event.pointerId);
    this.surface.focus({ preventScroll: true });
    this.down.set(event.pointerId, [event.clientX, event.clientY]);
    if (this.down.size === 1) this.far = 0;
    this.surface.classList.add('moving');
  }

  move(event) {
    const { view, down } = this;
    const at = [event.clientX, event.clientY];
    const before = down.get(event.pointerId);
    if (!before) {
      const node = view.pick(...at, 4);
      this.surface.classList.toggle('over', node >= 0);
      view.hover(node);
      return;
    }
    this.far += Math.hypot(at[0] - before[0], at[1] - before[1]);
    if (down.size === 1) {
      view.camera.pan(at[0] - before[0], at[1] - before[1]);
    } else if (down.size === 2) {
      const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      const spread = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]);
      view.camera.pan((at[0] - before[0]) / 2, (at[1] - before[1]) / 2);
      view.camera.zoom(spread(at) / Math.max(1, spread(before)), (at[0] + other[0]) / 2, (at[1] + other[1]) / 2, view.farthest());
    }
    down.set(event.pointerId, at);
    view.moved();
  }

  release(event) {
    const { view, down } = this;
    const clicked = down.size === 1 && down.has(event.pointerId) && this.far < CLICK && event.type === 'pointerup';
    down.delete(event.pointerId);
    if (!down.size) this.surface.classList.remove('moving');
    if (!clicked) return;
    const node = view.pick(event.clientX, event.clientY, event.pointerType === 'mouse' ? 4 : 18);
    if (node >= 0) view.go(node, true);
    else view.leave();
  }

  wheel(event) {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : 1;
    this.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), event.clientX, event.clientY);
  }

  zoom(factor, x, y) {
    const { view } = this;
    view.camera.zoom(factor, x, y, view.farthest());
    view.moved();
  }

  nearer(factor) {
    this.zoom(factor, ...this.view.camera.middle);
  }

  arrows(event) {
    const direction = DIRECTIONS[event.key];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (event.shiftKey || !this.view.step(direction)) {
      this.view.camera.pan(-direction[0] * STEP, -direction[1] * STEP);
      this.view.moved();
    }
  }

  keys(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const typing = /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === 'Escape') {
      this.view.leave();
      this.surface.focus({ preventScroll: true });
    }
    if (typing) return;
    const act = {
      '/': () => document.getElementById('query').select(),
      '+': () => this.nearer(1.5),
      '=': () => this.nearer(1.5),
      '-': () => this.nearer(1 / 1.5),
      0: () => this.view.fit(),
      o: () => this.view.official(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
