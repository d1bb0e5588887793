import {call, query} from '../api.js';
import {field, h, options, show, showAgain, table} from '../dom.js';
import {number, pretty, time} from '../format.js';
import {t} from '../i18n.js';
import {back, doing, facts, notes} from './parts.js';

const LOOK_AGAIN = 3000;

/** One topic: partitions, who reads it and how far they are, and what is on it. Only to look. */
export function view(main, name) {
    const note = notes();
    const state = h('section', {class: 'card', 'aria-busy': 'true'});
    const found = h('div', {tabindex: '-1'});
    const partition = h('select', {}, options([['', t('all')]], ''));
    const from = h('select', {onchange: () => fit()}, options([['latest', t('from-latest')], ['offset', t('from-offset')], ['time', t('from-time')]], 'latest'));
    const offset = h('input', {type: 'number', min: 0, value: '0'});
    const since = h('input', {type: 'datetime-local', step: 'any'});
    const key = h('input', {type: 'search', autocomplete: 'off', spellcheck: 'false', maxlength: 200});
    const limit = h('select', {}, options([20, 50, 100, 200].map(it => [String(it), String(it)]), '20'));
    const offsetField = field(t('offset'), offset);
    const sinceField = field(t('since'), since);
    let closed = false;
    let asked = 0;

    function fit() {
        offsetField.hidden = from.value !== 'offset';
        sinceField.hidden = from.value !== 'time';
        if (from.value === 'offset' && partition.value === '') {
            partition.value = '0';
        }
    }
    fit();

    show(main, back('#/topics', t('page-topics')), h('h1', {}, name), note.element, state,
        h('section', {class: 'card'},
            h('div', {class: 'card-head'}, h('h2', {}, t('records')), h('p', {}, t('read-only'))),
            h('form', {class: 'row', onsubmit: event => {
                event.preventDefault();
                doing(note, browse)(event);
            }}, field(t('partition'), partition), field(t('from'), from), offsetField, sinceField, field(t('key-has'), key), field(t('at-most'), limit),
            h('div', {class: 'actions'}, h('button', {class: 'primary'}, t('read')))),
            found));

    async function browse() {
        const mine = ++asked;
        found.setAttribute('aria-busy', 'true');
        try {
            const page = await call(`/api/topics/${name}/records${query({
                partition: partition.value,
                offset: from.value === 'offset' ? offset.value : '',
                since: from.value === 'time' && since.value ? new Date(since.value).toISOString() : '',
                key: key.value.trim(),
                limit: limit.value,
            })}`);
            if (mine !== asked) {
                return; // somebody has asked for something else meanwhile
            }
            note.none();
            show(found,
                h('p', {class: 'hint', role: 'status'}, t('read-so-many', {shown: number(page.records.length), scanned: number(page.scanned)}),
                    !page.complete && ` ${t('not-all')}`),
                page.cut && cutOff(page.cut),
                h('ul', {class: 'records'}, page.records.map(record)),
                page.records.length === 0 && h('p', {class: 'empty'}, t('no-records')));
        } finally {
            found.removeAttribute('aria-busy');
        }
    }

    /** Says that not all had room, and leads to where those begin that had none. */
    function cutOff(cut) {
        const byOffset = cut.offset !== null;
        return h('div', {class: 'note warn', role: 'status'}, t('page-full'), ' ',
            byOffset || cut.since
                ? h('button', {class: 'plain', onclick: doing(note, async () => {
                    from.value = byOffset ? 'offset' : 'time';
                    if (byOffset) {
                        partition.value = String(cut.partition);
                        offset.value = String(cut.offset);
                    } else {
                        since.value = localTime(cut.since);
                    }
                    fit();
                    await browse();
                    found.focus({preventScroll: true}); // the button is gone
                })}, byOffset ? t('go-on-offset', {n: number(cut.offset)}) : t('go-on-time', {time: time(cut.since)}))
                : t('go-on-partition'));
    }

    async function look() {
        const topic = await call(`/api/topics/${name}`);
        if (partition.options.length === 1) {
            topic.partitions.forEach(it => partition.append(h('option', {value: String(it.partition)}, String(it.partition))));
            fit();
        }
        state.removeAttribute('aria-busy');
        showAgain(state,
            h('div', {class: 'pair'},
                h('div', {}, h('h2', {}, t('partitions')), table(t('partitions'), [
                    {title: t('partition'), cell: it => it.partition},
                    {title: t('first'), number: true, cell: it => number(it.begin)},
                    {title: t('end'), number: true, cell: it => number(it.end)},
                    {title: t('leader'), number: true, cell: it => it.leader ?? '–'},
                    {title: t('in-sync'), number: true, cell: it => h('span', {class: it.inSync < it.replicas ? 'warn' : ''}, `${it.inSync} / ${it.replicas}`)},
                ], topic.partitions, {rowHeader: true})),
                h('div', {}, h('h2', {}, t('groups')), table(t('groups'), [
                    {title: t('group'), cell: it => it.group},
                    {title: t('waiting'), number: true, cell: it => number(it.lag)},
                    {title: t('committed'), number: true, cell: it => Object.entries(it.committed).map(([number_, next]) => `${number_}: ${number(next)}`).join(' · ')},
                ], topic.groups, {rowHeader: true, empty: t('no-groups')}))));
    }

    (async () => {
        try {
            await look();
            if (asked === 0) {
                await doing(note, browse)();
            }
            while (!closed) {
                await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN));
                if (!closed && !document.hidden) {
                    await look();
                }
            }
        } catch (problem) {
            state.removeAttribute('aria-busy');
            note.bad(problem);
        }
    })();
    return {close: () => { closed = true; }};
}

/** As an input for a date and a time has it. */
function localTime(text) {
    const at = new Date(text);
    return new Date(at - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 23);
}

function record(it) {
    const body = h('div', {});
    const details = h('details', {ontoggle: () => details.open && !body.hasChildNodes() && show(body, inside(it))},
        h('summary', {},
            h('span', {class: 'where'}, `${it.partition} · ${number(it.offset)}`),
            h('span', {class: 'at'}, time(it.at)),
            h('code', {class: 'clip'}, it.key ?? t('no-key')),
            h('span', {class: 'clip preview'}, it.value ?? t('no-value'))),
        body);
    return h('li', {}, details);
}

function inside(it) {
    return [
        facts([[t('key'), h('code', {class: 'wrap'}, it.key ?? t('no-key'))], [t('size'), t('n-bytes', {n: number(it.bytes)})], [t('encoding'), it.valueEncoding]]),
        h('pre', {class: 'value', tabindex: '0'}, it.value === null ? t('no-value') : it.valueEncoding ? it.value : pretty(it.value)),
        table(t('headers'), [
            {title: t('name'), cell: header => h('code', {}, header.name)},
            {title: t('value'), cell: header => h('code', {class: 'wrap'}, header.value ?? '–')},
        ], it.headers, {empty: t('none')}),
    ];
}
