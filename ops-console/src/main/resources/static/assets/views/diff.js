import {h} from '../dom.js';
import {t} from '../i18n.js';

const MOST_LINES = 600;

/** What differs, line by line: the longest common lines stay. */
export function diff(before, after) {
    const a = before.split('\n').slice(0, MOST_LINES);
    const b = after.split('\n').slice(0, MOST_LINES);
    const common = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--) {
        for (let j = b.length - 1; j >= 0; j--) {
            common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
        }
    }
    const lines = [];
    let i = 0;
    let j = 0;
    while (i < a.length || j < b.length) {
        if (i < a.length && j < b.length && a[i] === b[j]) {
            lines.push([' ', a[i++]]);
            j++;
        } else if (i < a.length && (j >= b.length || common[i + 1][j] >= common[i][j + 1])) {
            lines.push(['-', a[i++]]);
        } else {
            lines.push(['+', b[j++]]);
        }
    }
    return lines;
}

export function diffView(before, after) {
    const lines = diff(before, after);
    if (lines.every(([sign]) => sign === ' ')) {
        return h('p', {class: 'hint'}, t('no-difference'));
    }
    const names = {'-': 'gone', '+': 'new', ' ': 'same'};
    return h('pre', {class: 'diff', 'aria-label': t('difference')}, lines.map(([sign, text]) =>
        h('span', {class: names[sign]}, `${sign} ${text}\n`)));
}
