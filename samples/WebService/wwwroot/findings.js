// What the rules say, each with what decided it and what it lacks.
import { element } from './element.js';
import { formatNumber, words } from './measures.js';

const signs = { Greater: '>', GreaterOrEqual: '≥', Less: '<', LessOrEqual: '≤', Equal: '=', NotEqual: '≠' };

export const findingsOf = findings => findings.map(f => element('details', {},
  element('summary', {}, `${f.name}: `, element('b', {}, f.gradeName ? (f.status === 'AtLeast' ? `at least ${f.gradeName.toLowerCase()}` : f.gradeName) : 'not assessable')),
  f.evidence.length > 0 && element('ul', {}, ...f.evidence.map(e => element('li', {},
    element('code', {}, e.measure), ` ${formatNumber(e.value)} ${e.holds ? 'is' : 'is not'} ${signs[e.comparison] ?? words(e.comparison)} ${formatNumber(e.threshold)}`))),
  f.missing.length > 0 && element('p', {}, `Not known: ${f.missing.map(m => m.measure).join(', ')}.`),
  f.note && element('p', {}, f.note),
  element('p', {}, `After ${f.source}. ${f.disclaimer}`)));
