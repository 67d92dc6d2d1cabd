// The photograph with its layers on one canvas: wheel, pinch, drag and keys move it. Coordinates are the photograph's pixels; whole
// numbers are pixel centres, hence the half pixel below.

export class Viewer {
  #canvas; #context; #photograph = null; #size = { width: 1, height: 1 }; #layers = []; #pointers = new Map(); #frame = 0;
  #view = { scale: 1, x: 0, y: 0 };

  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
    new ResizeObserver(() => this.fit()).observe(canvas);
    canvas.addEventListener('wheel', e => { e.preventDefault(); this.#zoomAt(e.offsetX, e.offsetY, Math.exp(-e.deltaY * (e.deltaMode ? .05 : .002))); }, { passive: false });
    canvas.addEventListener('pointerdown', e => { canvas.setPointerCapture(e.pointerId); this.#pointers.set(e.pointerId, e); canvas.classList.add('moving'); });
    canvas.addEventListener('pointermove', e => this.#move(e));
    for (const end of ['pointerup', 'pointercancel']) {
      canvas.addEventListener(end, e => { this.#pointers.delete(e.pointerId); canvas.classList.toggle('moving', this.#pointers.size > 0); });
    }
    canvas.addEventListener('keydown', e => this.#key(e));
  }

  show(photograph, size, layers) {
    this.#photograph = photograph;
    this.#size = size;
    this.#layers = layers;
    this.fit();
  }

  /** Shows the whole photograph. */
  fit() {
    const { clientWidth: w, clientHeight: h } = this.#canvas;
    if (!w || !h) return;
    this.#canvas.width = w * devicePixelRatio;
    this.#canvas.height = h * devicePixelRatio;
    const scale = Math.min(w / this.#size.width, h / this.#size.height);
    this.#view = { scale, x: (w - scale * this.#size.width) / 2, y: (h - scale * this.#size.height) / 2 };
    this.redraw();
  }

  zoom(factor) { this.#zoomAt(this.#canvas.clientWidth / 2, this.#canvas.clientHeight / 2, factor); }

  redraw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    const { scale, x, y } = this.#view;
    const c = this.#context;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    if (!this.#photograph) return;
    c.setTransform(devicePixelRatio * scale, 0, 0, devicePixelRatio * scale, devicePixelRatio * x, devicePixelRatio * y);
    c.imageSmoothingQuality = 'high';
    c.imageSmoothingEnabled = scale < 4;
    c.drawImage(this.#photograph, 0, 0, this.#size.width, this.#size.height);
    for (const layer of this.#layers.filter(l => l.shown)) {
      if (layer.picture) c.drawImage(layer.picture, 0, 0, this.#size.width, this.#size.height);
      if (layer.draw) {
        c.save();
        c.translate(.5, .5);
        // A dark edge below, so that white is seen on bright discs too.
        c.strokeStyle = '#000a';
        layer.draw(c, 3.5 / scale, 1 / scale);
        c.strokeStyle = layer.colour;
        layer.draw(c, 1.75 / scale, 1 / scale);
        c.restore();
      }
    }
  }

  #zoomAt(px, py, factor) {
    const least = .5 * Math.min(this.#canvas.clientWidth / this.#size.width, this.#canvas.clientHeight / this.#size.height);
    const scale = Math.min(40, Math.max(least, this.#view.scale * factor));
    const by = scale / this.#view.scale;
    this.#view = { scale, x: px - (px - this.#view.x) * by, y: py - (py - this.#view.y) * by };
    this.redraw();
  }

  #pan(dx, dy) {
    this.#view.x += dx;
    this.#view.y += dy;
    this.redraw();
  }

  #move(e) {
    const before = this.#pointers.get(e.pointerId);
    if (!before) return;
    if (this.#pointers.size === 2) {
      const other = [...this.#pointers.values()].find(p => p.pointerId !== e.pointerId);
      const apart = p => Math.hypot(p.offsetX - other.offsetX, p.offsetY - other.offsetY) || 1;
      this.#zoomAt((e.offsetX + other.offsetX) / 2, (e.offsetY + other.offsetY) / 2, apart(e) / apart(before));
      this.#pan((e.offsetX - before.offsetX) / 2, (e.offsetY - before.offsetY) / 2);
    } else {
      this.#pan(e.offsetX - before.offsetX, e.offsetY - before.offsetY);
    }
    this.#pointers.set(e.pointerId, e);
  }

  #key(e) {
    const act = {
      '+': () => this.zoom(1.25), '=': () => this.zoom(1.25), '-': () => this.zoom(.8), 0: () => this.fit(),
      ArrowLeft: () => this.#pan(40, 0), ArrowRight: () => this.#pan(-40, 0), ArrowUp: () => this.#pan(0, 40), ArrowDown: () => this.#pan(0, -40),
    }[e.key];
    if (act && !e.ctrlKey && !e.metaKey && !e.altKey) {
      e.preventDefault();
      act();
    }
  }
}
