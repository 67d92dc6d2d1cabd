// The table of measures, by section, with a search.
import { element } from './element.js';

const key = ['vessel.avr', 'vessel.artery.crae.knudtson', 'vessel.vein.crve.knudtson', 'cdr.vertical', 'cdr.area', 'ddls', 'macula.disc_distance', 'quality.grade'];
const sections = [
  ['Key measures', id => key.includes(id)],
  ['Optic disc and cup', id => /^(disc|cup|cdr|rim|ddls)/.test(id)],
  ['Arteries', id => id.startsWith('vessel.artery.')],
  ['Veins', id => id.startsWith('vessel.vein.')],
  ['All vessels', id => id.startsWith('vessel.')],
  ['Macula', id => id.startsWith('macula.')],
  ['Lesions', id => id.startsWith('lesion.')],
  ['Phenotypes', id => /^(myopia|tessellation)/.test(id)],
  ['Photograph', id => id.startsWith('quality.')],
  ['Other', () => true],
];

export function formatNumber(value) {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const size = Math.abs(value);
  return size >= 1e5 || size < 1e-4 ? value.toExponential(3) : Number(value.toPrecision(4)).toString();
}

export const unitOf = unit => unit === '1' ? '' : unit.replace(/px2/, 'px²').replace(/um2/, 'µm²').replace(/um/, 'µm').replace(/-1/, '⁻¹').replace(/-2/, '⁻²').replace(/^deg$/, '°');

export const words = name => name.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);

export class MeasureTable {
  #table; #search; #matches; #rows = []; #bodies = [];

  constructor(table, search, matches) {
    this.#table = table;
    this.#search = search;
    this.#matches = matches;
    search.addEventListener('input', () => this.#filter());
  }

  show(measurements) {
    for (const { body } of this.#bodies) body.remove();
    this.#search.value = '';
    const left = new Set(measurements);
    this.#bodies = sections.map(([name, belongs], i) => {
      const members = [...left].filter(m => belongs(m.id));
      for (const member of members) left.delete(member);
      return members.length ? this.#section(name, members, i < 2) : null;
    }).filter(Boolean);
    this.#rows = this.#bodies.flatMap(b => b.rows);
    this.#table.append(...this.#bodies.map(b => b.body));
    this.#filter();
  }

  #section(name, measurements, open) {
    const button = element('button', { type: 'button', 'aria-expanded': open }, `${name} `, element('span', {}, `${measurements.length}`));
    const head = element('tr', { className: 'section' }, element('th', { colSpan: 5, scope: 'rowgroup' }, button));
    const rows = measurements.map(m => ({ row: rowOf(m), text: `${m.id} ${m.name} ${m.flags.join(' ')} ${m.status} ${m.reason ?? ''}`.toLowerCase() }));
    const section = { body: element('tbody', {}, head, ...rows.map(r => r.row)), rows, button, open };
    button.addEventListener('click', () => { section.open = !section.open; this.#filter(); });
    return section;
  }

  #filter() {
    const asked = this.#search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const section of this.#bodies) {
      let here = 0;
      for (const { row, text } of section.rows) {
        const hit = asked.every(word => text.includes(word));
        here += hit ? 1 : 0;
        row.hidden = !hit || !(asked.length || section.open);
      }
      section.body.hidden = here === 0;
      section.button.setAttribute('aria-expanded', asked.length > 0 || section.open);
      found += here;
    }
    this.#matches.textContent = `${found} of ${this.#rows.length}`;
  }
}

function rowOf(m) {
  const has = m.value !== null;
  const row = element('tr', {},
    element('th', { scope: 'row' }, m.name, element('code', {}, m.id)),
    element('td', { className: 'number', title: has ? String(m.value) : '' }, has ? formatNumber(m.value) : '–'),
    element('td', {}, has ? unitOf(m.unit) : ''),
    element('td', { className: 'number' }, m.physical ? `${formatNumber(m.physical.value)} ${unitOf(m.physical.unit)}` : ''),
    element('td', { className: has ? 'notes' : 'notes reason' }, m.reason, ...m.flags.map(f => element('span', { className: 'flag' }, words(f)))));
  row.dataset.id = m.id;
  if (has) row.dataset.value = m.value;
  return row;
}
