import {call} from '../api.js';
import {field, h, options, show, table} from '../dom.js';
import {number} from '../format.js';
import {t} from '../i18n.js';
import {doing, notes} from './parts.js';

const KINDS = {events: /^[a-z-]+$/, retry: /\.retry-\d+$/, dead: /\.dlq$/};

/** What topics there are. */
export function view(main) {
    const note = notes();
    const list = h('div', {'aria-busy': 'true'});
    const name = h('input', {type: 'search', oninput: () => draw(), autocomplete: 'off', spellcheck: 'false'});
    const kind = h('select', {onchange: () => draw()}, options([['events', t('kind-events')], ['retry', t('kind-retry')], ['dead', t('kind-dead')], ['', t('all')]], 'events'));
    let topics = [];

    show(main, h('h1', {}, t('page-topics')), h('p', {class: 'lead'}, t('topics-lead')),
        h('section', {class: 'card'}, h('div', {class: 'row'}, field(t('name-has'), name), field(t('kind'), kind),
            h('div', {class: 'actions'}, h('button', {onclick: doing(note, load)}, t('reload')))), note.element, list));

    function draw() {
        const wanted = topics.filter(it => it.name.includes(name.value.trim()) && (!kind.value || KINDS[kind.value].test(it.name)));
        show(list, table(t('page-topics'), [
            {title: t('topic'), cell: it => h('a', {href: `#/topics/${it.name}`}, it.name)},
            {title: t('partitions'), number: true, cell: it => number(it.partitions)},
            {title: t('records'), number: true, cell: it => number(it.records)},
        ], wanted, {rowHeader: true, empty: t('no-topics')}));
    }

    async function load() {
        try {
            ({topics} = await call('/api/topics'));
            note.none();
            draw();
        } catch (problem) {
            note.bad(problem);
        }
        list.removeAttribute('aria-busy');
    }
    load();
}
