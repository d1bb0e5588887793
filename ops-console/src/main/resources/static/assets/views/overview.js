import {service} from '../api.js';
import {h, show, showAgain, showIfChanged, table} from '../dom.js';
import {ago, millis, number, rate, seconds} from '../format.js';
import {t} from '../i18n.js';
import {onSample, points} from '../live.js';
import {chip} from './parts.js';
import {others, pipeline, stateOf} from './pipeline.js';

const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11'];

/** One glance: is all well, and if not, what is not. */
export function view(main) {
    const verdict = h('section', {class: 'verdict', 'aria-live': 'polite', 'data-state': 'unknown'},
        h('div', {class: 'sign', 'aria-hidden': 'true'}), h('div', {}, h('h2', {}, t('looking')), h('p', {}, t('looking-more'))));
    const figures = h('section', {class: 'figures', 'aria-label': t('figures')});
    const numbers = h('div', {});
    const chosen = h('p', {class: 'chosen'});
    const orders = h('canvas', {role: 'img', 'aria-label': t('chart-orders')});
    const lag = h('canvas', {role: 'img', 'aria-label': t('chart-lag')});
    const invariants = h('div', {});
    const beside = h('div', {});
    let selection = null;
    let sample = null;
    const letters = {};
    const known = {};

    const details = h('details', {class: 'as-table'}, h('summary', {}, t('arrows-in-numbers')), chosen, numbers);
    const picture = pipeline(next => {
        selection = JSON.stringify(next) === JSON.stringify(selection) ? null : next;
        picture.select(selection);
        details.open ||= Boolean(selection);
        draw();
    });
    show(main,
        h('h1', {}, t('page-overview')), h('p', {class: 'lead'}, t('overview-lead')),
        verdict,
        figures,
        h('section', {class: 'card'},
            h('div', {class: 'card-head'}, h('h2', {}, t('pipeline')), h('p', {}, t('pipeline-hint'))),
            h('div', {class: 'picture', tabindex: '0', role: 'region', 'aria-label': t('pipeline')}, picture.element),
            beside,
            details),
        h('div', {class: 'pair'},
            h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, t('chart-orders'))), h('div', {class: 'chart'}, orders)),
            h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, t('chart-lag'))), h('div', {class: 'chart'}, lag))),
        h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, t('invariants')), h('p', {}, t('invariants-hint'))), invariants));

    const charts = [];
    let closed = false;
    import('./charts.js').then(async ({lines}) => {
        const made = [
            await lines(orders, [
                {label: 'placed', value: 'placed', color: '--accent'},
                {label: 'completed', value: 'completed', color: '--good'},
                {label: 'cancelled', value: 'cancelled', color: '--warn', dash: [5, 4]},
            ]),
            await lines(lag, [{label: 'waiting', value: 'lag', color: '--accent'}]),
        ];
        if (closed) {
            made.forEach(it => it.close());
        } else {
            charts.push(...made);
            charts.forEach(it => it.update(points));
        }
    }).catch(() => orders.closest('.pair')?.remove());

    function draw() {
        if (!sample) {
            return;
        }
        picture.update(sample, letters);
        drawNumbers();
    }

    function drawNumbers() {
        const rows = sample.flows.flatMap(flow => flow.consumers.map(reader => ({flow, reader})))
            .filter(({flow, reader}) => !selection
                || selection.service === flow.publisher || selection.service === reader.service
                || selection.from === flow.publisher && selection.to === reader.service);
        showIfChanged(chosen, JSON.stringify(selection), () => selection && [
            t('only', {what: selection.service ?? `${selection.from} → ${selection.to}`}), ' ',
            h('button', {class: 'plain', onclick: () => { selection = null; picture.select(null); draw(); }}, t('show-all')),
        ]);
        const scrolled = numbers.firstElementChild?.scrollLeft ?? 0;
        showAgain(numbers, table(t('arrows-in-numbers'), [
            {title: t('topic'), cell: ({flow}) => h('a', {href: `#/topics/${flow.topic}`}, flow.topic)},
            {title: t('from-to'), cell: ({flow, reader}) => `${short(flow.publisher)} → ${short(reader.service)}`},
            {title: t('per-second'), number: true, cell: ({flow}) => rate(flow.rate)},
            {title: t('took'), number: true, cell: ({reader}) => reader.millis ? millis(reader.millis) : '–'},
            {title: t('waiting'), number: true, cell: ({reader}) => flag(reader.lag, reader.lag > 1000)},
            {title: t('retrying'), number: true, cell: ({reader}) => flag(reader.retrying, reader.retrying > 0)},
            {title: t('dead'), number: true, cell: ({flow, reader}) => {
                const dead = letters[reader.service]?.[flow.topic] ?? 0;
                return dead ? h('a', {class: 'bad', href: '#/dead-letters'}, number(dead)) : '0';
            }},
            {title: t('so-far'), number: true, cell: ({flow}) => number(flow.total)},
        ], rows, {rowHeader: true}));
        numbers.firstElementChild.scrollLeft = scrolled;
    }

    /** Which topics the letters are of: asked of a service when their number changes. */
    async function count(it) {
        if (known[it.name] === it.deadLetters) {
            return;
        }
        known[it.name] = it.deadLetters;
        try {
            const {groups} = it.deadLetters === 0 ? {groups: []}
                : await service(it.name, '/admin/dead-letters/groups?state=open');
            letters[it.name] = {};
            groups.forEach(group => {
                letters[it.name][group.topic] = (letters[it.name][group.topic] ?? 0) + group.count;
            });
            draw();
        } catch {
            letters[it.name] = {}; // who may not see them still sees how many there are
        }
    }

    const stop = onSample(next => {
        sample = next;
        showIfChanged(verdict, JSON.stringify(next.findings.map(it => [it.kind, it.subject, it.detail, Math.round(it.value)])),
            () => sentence(next, verdict));
        show(figures, tiles(next));
        const looked = next.invariants.lastLook && ago(next.invariants.lastLook); // goes on growing where verify hangs
        showIfChanged(invariants, JSON.stringify([next.invariants, looked]), () => promises(next.invariants));
        const further = others(next).map(it => [it.name, stateOf(it)]);
        showIfChanged(beside, JSON.stringify(further), () => further.length > 0 && [
            h('h3', {}, t('other-services')),
            h('ul', {class: 'others'}, further.map(([name, {light, words}]) => h('li', {}, `${name} `, chip(words, light)))),
        ]);
        draw();
        charts.forEach(it => it.update(points));
        next.services.forEach(count);
    });
    return {
        close() {
            closed = true;
            stop();
            charts.forEach(it => it.close());
        },
    };
}

function sentence(sample, verdict) {
    const state = sample.findings.some(it => it.severity === 'BAD') ? 'bad' : sample.findings.length ? 'warn' : 'good';
    verdict.dataset.state = state;
    return [
        h('div', {class: 'sign', 'aria-hidden': 'true'}, {good: '✓', warn: '!', bad: '✕'}[state]),
        h('div', {},
            h('h2', {}, t(`verdict-${state}`)),
            state === 'good'
                ? h('p', {}, t('verdict-good-more'))
                : h('ul', {}, sample.findings.slice(0, 8).map(finding),
                    sample.findings.length > 8 && h('li', {}, t('and-more', {n: sample.findings.length - 8})))),
    ];
}

function finding(it) {
    const value = it.kind === 'outbox-waits' ? seconds(it.value) : number(it.value);
    const text = t(`finding-${it.kind}`, {subject: it.subject, detail: it.detail, value});
    const href = {'dead-letters': '#/dead-letters', lag: `#/topics/${it.detail}`, retrying: `#/topics/${it.detail}`, 'orders-late': '#/orders'}[it.kind];
    return h('li', {class: it.severity.toLowerCase()}, href ? h('a', {href}, text) : text);
}

function tiles(sample) {
    const lag = sample.flows.flatMap(it => it.consumers).reduce((sum, it) => sum + it.lag, 0);
    const retrying = sample.flows.flatMap(it => it.consumers).reduce((sum, it) => sum + it.retrying, 0);
    const letters = sample.services.reduce((sum, it) => sum + it.deadLetters, 0);
    return [
        tile(t('placed'), rate(sample.orders.placed), t('per-second')),
        tile(t('completed'), rate(sample.orders.completed), t('per-second')),
        tile(t('cancelled'), rate(sample.orders.cancelled), t('per-second')),
        tile(t('waiting'), number(lag), t('events'), lag > 5000 ? 'bad' : lag > 1000 ? 'warn' : ''),
        tile(t('retrying'), number(retrying), t('events'), retrying ? 'warn' : ''),
        tile(t('page-dead-letters'), number(letters), t('to-decide'), letters ? 'warn' : ''),
    ];
}

function tile(title, value, unit, state = '') {
    return h('div', {class: `tile ${state}`}, h('span', {class: 'title'}, title), h('span', {class: 'value'}, value), h('span', {class: 'unit'}, unit));
}

function promises({breaches, watchers, lastLook}) {
    return [
        h('ul', {class: 'promises'}, INVARIANTS.map(id => {
            const known = id in breaches;
            const broken = breaches[id] > 0;
            return h('li', {'data-state': broken ? 'bad' : known ? 'good' : 'unknown'},
                h('span', {class: 'sign', 'aria-hidden': 'true'}, broken ? '✕' : known ? '✓' : '·'),
                h('span', {}, h('b', {}, id), ' ', t(`invariant-${id}`),
                    h('span', {class: 'unseen'}, ` – ${t(broken ? 'broken' : known ? 'holds' : 'not-watched')}`),
                    broken && h('em', {}, ` ${t('n-breaches', {n: number(breaches[id])})}`)));
        })),
        byThemselves(watchers).map(([id, who]) => h('p', {class: 'hint'}, t('watched-by', {id, who: who.join(', ')}))),
        lastLook ? h('p', {class: 'hint'}, t('verify-looked', {time: ago(lastLook)}))
            : h('p', {class: 'hint'}, t('verify-off'), ' ', h('code', {}, './orderflow verify --every 60 --metrics-port 9464')),
    ];
}

/** Those that a service looks at itself, whether or not verify runs. */
function byThemselves(watchers) {
    return Object.entries(watchers)
        .map(([id, who]) => [id, who.filter(it => it !== 'verify')])
        .filter(([, who]) => who.length > 0);
}

function flag(value, bad) {
    return bad ? h('b', {class: 'warn'}, number(value)) : number(value);
}

function short(name) {
    return name.replace(/-service$/, '');
}
