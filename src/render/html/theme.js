// Light and dark: what the system says until somebody says otherwise.

const THEMES = ['auto', 'light', 'dark'];
const KEY = 'verwijs-theme';

export class Theme {
  constructor(button, changed) {
    this.system = matchMedia('(prefers-color-scheme: dark)');
    this.button = button;
    this.changed = changed;
    let kept = null;
    try {
      kept = localStorage.getItem(KEY);
    } catch {
      // A page opened from a disk may have no store; then the choice lasts as long as the page.
    }
    this.name = THEMES.includes(kept) ? kept : 'auto';
    button.addEventListener('click', () => this.next());
    this.system.addEventListener('change', () => this.show());
    this.show();
  }

  get dark() {
    return this.name === 'dark' || (this.name === 'auto' && this.system.matches);
  }

  next() {
    this.name = THEMES[(THEMES.indexOf(this.name) + 1) % THEMES.length];
    try {
      localStorage.setItem(KEY, this.name);
    } catch {
      // As above.
    }
    this.show();
  }

  show() {
    document.documentElement.dataset.theme = this.dark ? 'dark' : 'light';
    this.button.setAttribute('aria-label', `Colours: ${this.name}. Change`);
    this.button.title = `Colours: ${this.name}`;
    this.button.dataset.name = this.name;
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(`--${name}`).trim();
    this.colors = { paper: color('paper'), ink: color('ink'), soft: color('soft'), line: color('line'), cites: color('cites'), cited: color('cited') };
    this.changed?.();
  }
}

// "#1f77b4" as three numbers from 0 to 1.
export function rgb(hex) {
  const value = parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

export function mix(a, b, share) {
  return a.map((value, at) => value * share + b[at] * (1 - share));
}
