// Elements, made of text that is never read as markup.

const SVG = 'http://www.w3.org/2000/svg';

/** h('a', {class: 'x', href: '#/'}, 'text', child): children that are null or false are left out. */
export function h(name, properties, ...children) {
    return fill(document.createElement(name), properties, children);
}

/** The same for a drawing. */
export function s(name, properties, ...children) {
    return fill(document.createElementNS(SVG, name), properties, children);
}

function fill(element, properties, children) {
    for (const [name, value] of Object.entries(properties ?? {})) {
        if (value === null || value === undefined || value === false) {
            continue;
        }
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else if (name === 'value' || name === 'checked' || name === 'disabled' || name === 'selected') {
            element[name] = value;
        } else {
            element.setAttribute(name, value === true ? '' : value);
        }
    }
    append(element, children);
    return element;
}

function append(element, children) {
    for (const child of children.flat(Infinity)) {
        if (child !== null && child !== undefined && child !== false) {
            element.append(child instanceof Node ? child : document.createTextNode(String(child)));
        }
    }
}

/** Puts these in the place of whatever is there. */
export function show(element, ...children) {
    element.replaceChildren();
    append(element, children);
}

const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** The same for what comes again and again: whoever is in it with the keyboard stays where they are. */
export function showAgain(element, ...children) {
    const stops = () => [...element.querySelectorAll(STOPS)];
    const focused = document.activeElement;
    const at = stops().indexOf(focused);
    show(element, ...children);
    if (at >= 0) {
        const now = stops();
        const same = it => it && nameOf(it) === nameOf(focused);
        (same(now[at]) ? now[at] : now.find(same))?.focus({preventScroll: true});
    }
}

function nameOf(stop) {
    return [stop.tagName, stop.getAttribute('href') ?? stop.getAttribute('aria-label') ?? (stop.matches('button') ? stop.textContent : '')].join(' ');
}

/** The same, but only where something differs. */
export function showIfChanged(element, key, make) {
    if (element.dataset.shown !== key) {
        element.dataset.shown = key;
        showAgain(element, make());
    }
}

/** A table; columns are {title, number, cell(row)}. */
export function table(caption, columns, rows, options = {}) {
    return h('div', {class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': caption},
        h('table', {class: options.class},
            h('caption', {class: options.showCaption ? '' : 'unseen'}, caption),
            h('thead', {}, h('tr', {}, columns.map(it =>
                h('th', {scope: 'col', class: it.number ? 'number' : null}, it.title)))),
            h('tbody', {}, rows.length
                ? rows.map(row => h('tr', options.row?.(row) ?? {}, columns.map((it, index) =>
                    h(index === 0 && options.rowHeader ? 'th' : 'td',
                        {scope: index === 0 && options.rowHeader ? 'row' : null, class: it.number ? 'number' : null},
                        it.cell(row)))))
                : h('tr', {}, h('td', {colspan: columns.length, class: 'empty'}, options.empty ?? '')))));
}

/** A labelled control. */
export function field(label, control, hint) {
    const id = control.id || `f${++fields}`;
    control.id = id;
    if (hint) {
        control.setAttribute('aria-describedby', `${id}-hint`);
    }
    return h('div', {class: 'field'}, h('label', {for: id}, label), control,
        hint && h('small', {id: `${id}-hint`}, hint));
}
let fields = 0;

export function options(values, chosen) {
    return values.map(([value, text]) => h('option', {value, selected: value === chosen}, text));
}
