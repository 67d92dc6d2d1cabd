import * as api from './api.js';
import { element } from './element.js';
import { findingsOf } from './findings.js';
import { layersOf, paint } from './layers.js';
import { MeasureTable, formatNumber, unitOf } from './measures.js';
import { Viewer } from './viewer.js';

// Layers are drawn on the screen; more pixels than this show nothing more and would not fit a phone's memory.
const longestSide = 2048;
const steps = [['queued', 'Waiting for its turn'], ['decoding', 'Reading the photograph'], ['findingFieldOfView', 'Finding the field of view'],
  ['segmenting', 'Finding vessels, disc, fovea and lesions'], ['measuring', 'Measuring'], ['drawing', 'Drawing']];
const at = id => document.getElementById(id);
const viewer = new Viewer(at('canvas'));
const table = new MeasureTable(at('measures'), at('search'), at('matches'));
let current = null;

at('steps').append(...steps.map(([, text]) => element('li', {}, text)));
at('file').addEventListener('change', e => e.target.files[0] && analyse(e.target.files[0]));
at('upload').addEventListener('submit', e => e.preventDefault());
at('cancel').addEventListener('click', restart);
at('again').addEventListener('click', restart);
at('zoom-in').addEventListener('click', () => viewer.zoom(1.4));
at('zoom-out').addEventListener('click', () => viewer.zoom(1 / 1.4));
at('zoom-fit').addEventListener('click', () => viewer.fit());
// A page that is gone wants no result: its photograph is forgotten at once.
addEventListener('pagehide', e => e.persisted || forget());
for (const event of ['dragover', 'dragleave', 'drop']) {
  addEventListener(event, e => {
    e.preventDefault();
    at('drop').classList.toggle('over', event === 'dragover');
    if (event === 'drop' && e.dataTransfer.files[0] && !at('start').hidden) analyse(e.dataTransfer.files[0]);
  });
}

async function analyse(file) {
  const abort = new AbortController();
  const run = current = { abort, self: null };
  show('working');
  progress({ state: 'queued' }, 'Uploading');
  at('cancel').focus();
  try {
    const queued = await api.upload(file, { laterality: at('laterality').value, umPerPixel: at('scale').value }, abort.signal);
    run.self = queued.links.self;
    const status = await api.follow(queued, progress, abort.signal);
    await present(status, abort.signal);
  } catch (error) {
    if (abort.signal.aborted) return;
    forget();
    show('start');
    at('problem').textContent = error.message;
    at('problem').hidden = false;
    at('file').focus();
  } finally {
    at('file').value = '';
  }
}

async function present(status, signal) {
  const report = await api.fetchJson(status.links.report, signal);
  const { width, height } = report.image;
  const shrink = Math.min(1, longestSide / Math.max(width, height));
  const size = { resizeWidth: Math.round(width * shrink), resizeHeight: Math.round(height * shrink) };
  const layers = layersOf(status, report);
  const [photograph] = await Promise.all([
    api.fetchBitmap(status.links.photograph, size, signal),
    ...layers.filter(l => l.url && !l.empty).map(async l => { l.picture = paint(await api.fetchBitmap(l.url, size, signal), l); }),
  ]);
  at('layers').replaceChildren(element('legend', {}, 'Layers'), ...layers.map(toggle));
  at('download-report').href = `${status.links.report}?download=true`;
  at('download-overlay').href = `${status.links.overlay}?download=true`;
  at('canvas').setAttribute('aria-label', `The photograph, ${width} by ${height} pixels, with the layers chosen below`);
  at('facts').replaceChildren(...factsOf(report));
  at('findings').replaceChildren(...findingsOf(report.findings));
  at('disclaimer').textContent = report.disclaimer;
  table.show(report.measurements);
  show('result');
  viewer.show(photograph, { width, height }, layers);
  const measured = report.measurements.filter(m => m.value !== null).length;
  at('live').textContent = `Done: ${measured} measures.`;
  at('main').focus({ preventScroll: true });
  scrollTo(0, 0);
}

function toggle(layer) {
  const box = element('input', { type: 'checkbox', checked: layer.shown && !layer.empty, disabled: layer.empty, id: `layer-${layer.id}` });
  box.addEventListener('change', () => { layer.shown = box.checked; viewer.redraw(); });
  return element('label', { className: layer.empty ? 'none' : '' }, box, swatch(layer.colour), layer.empty ? `${layer.name}: none found` : layer.name);
}

function swatch(colour) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [key, value] of Object.entries({ width: 12, height: 12, viewBox: '0 0 12 12', 'aria-hidden': true })) svg.setAttribute(key, value);
  const dot = document.createElementNS(svg.namespaceURI, 'circle');
  for (const [key, value] of Object.entries({ cx: 6, cy: 6, r: 5, fill: colour, stroke: '#777' })) dot.setAttribute(key, value);
  svg.append(dot);
  return svg;
}

function factsOf(report) {
  const measure = (id, name) => {
    const m = report.measurements.find(each => each.id === id);
    return m?.value != null && [name, `${formatNumber(m.value)} ${unitOf(m.unit)}`, m.physical && `${formatNumber(m.physical.value)} ${unitOf(m.physical.unit)}`];
  };
  const eye = report.laterality;
  return [
    ['Eye', eye.eye, eye.origin === 'Inferred' ? `inferred, ${Math.round(100 * eye.confidence)} %` : eye.origin.toLowerCase()],
    ['Scale', report.scale.umPerPixel ? `${formatNumber(report.scale.umPerPixel)} µm/px` : 'Unknown', report.scale.umPerPixel ? 'given' : 'lengths in px'],
    measure('cdr.vertical', 'Cup-to-disc, vertical'), measure('vessel.avr', 'Artery-vein ratio'),
    measure('vessel.artery.crae.knudtson', 'CRAE'), measure('vessel.vein.crve.knudtson', 'CRVE'),
  ].filter(Boolean).map(([name, value, note]) => element('div', {}, element('dt', {}, name), element('dd', {}, value, note && element('small', {}, ` ${note}`))));
}

function progress(status, text) {
  const now = steps.findIndex(([id]) => id === (status.state === 'queued' ? 'queued' : status.step));
  if (now < 0) return;
  [...at('steps').children].forEach((li, i) => {
    li.classList.toggle('done', i < now);
    if (i === now) li.setAttribute('aria-current', 'step'); else li.removeAttribute('aria-current');
  });
  const told = text ?? (status.ahead ? `Waiting: ${status.ahead} before this one` : steps[now][1]);
  at('steps').children[0].textContent = now === 0 ? told : steps[0][1];
  if (at('live').textContent !== told) at('live').textContent = told;
}

function show(id) {
  for (const part of ['start', 'working', 'result']) at(part).hidden = part !== id;
  at('again').hidden = id !== 'result';
  at('problem').hidden = true;
}

function forget() {
  current?.abort.abort();
  if (current?.self) api.drop(current.self);
  current = null;
}

function restart() {
  forget();
  show('start');
  at('live').textContent = '';
  at('file').focus();
}
