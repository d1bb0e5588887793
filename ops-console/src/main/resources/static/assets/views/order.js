import {everyService, getSettings, identity, query, service} from '../api.js';
import {h, s, show, showIfChanged, table} from '../dom.js';
import {clock, millis, number, time} from '../format.js';
import {t} from '../i18n.js';
import {letterTable} from './deadletters.js';
import {back, doing, facts, notes, orderState} from './parts.js';

const LANES = ['order-service', 'inventory-service', 'payment-service', 'notification-service'];
const FINAL = ['COMPLETED', 'CANCELLED'];
const LOOK_AGAIN = 1000;
const LET_IT_SETTLE = 8000;

/** One order: what it is, and its way through the services, live while it runs. */
export function view(main, id) {
    const note = notes();
    const head = h('section', {class: 'card', 'aria-busy': 'true'});
    const way = h('section', {class: 'card'});
    const dead = h('div', {});
    let closed = false;
    let changed = Date.now();
    let seen = '';

    show(main, back('#/orders', t('page-orders')), h('h1', {}, t('order'), ' ', h('code', {}, id)), note.element, head, dead, way);

    async function look() {
        const [order, timeline, letters] = await Promise.all([
            service('order-service', `/admin/orders/${id}`),
            service('order-service', `/admin/orders/${id}/timeline`),
            everyService(`/admin/dead-letters${query({aggregateId: id, limit: 50})}`),
        ]);
        head.removeAttribute('aria-busy');
        const found = letters.flatMap(it => (it.answer?.deadLetters ?? []).map(letter => ({...letter, service: it.service})));
        const now = JSON.stringify([order, timeline, found.map(it => [it.id, it.state])]);
        if (now !== seen) {
            seen = now;
            changed = Date.now();
        }
        showIfChanged(head, JSON.stringify(order), () => summary(order));
        showIfChanged(dead, JSON.stringify(found), () => found.length > 0 && h('section', {class: 'card attention'},
            h('div', {class: 'card-head'}, h('h2', {}, t('order-letters'))), letterTable(found)));
        showIfChanged(way, JSON.stringify(timeline), () => sequence(timeline));
        return FINAL.includes(order.status) && Date.now() - changed > LET_IT_SETTLE;
    }

    function summary(order) {
        const inTheirName = getSettings().mode === 'header' || order.userId === identity()?.userId;
        const mayCancel = inTheirName && order.status !== 'CANCELLED' && order.status !== 'CANCELLING';
        return [
            h('div', {class: 'card-head'}, h('h2', {}, orderState(order.status)),
                mayCancel && h('button', {onclick: doing(note, async () => {
                    await service('order-service', `/api/orders/${id}/cancel`, {method: 'POST', as: order.userId});
                    note.good(t('cancel-asked'));
                    changed = Date.now();
                    run();
                })}, t('cancel-order'))),
            facts([
                [t('user'), order.userId],
                [t('total'), `${order.total} ${order.currency}`],
                [t('payment'), order.paymentMethod],
                [t('why-cancelled'), order.reason],
                [t('placed-at'), time(order.createdAt)],
                [t('completed-at'), order.completedAt && time(order.completedAt)],
                [t('deadline'), FINAL.includes(order.status) ? null : time(order.deadline)],
            ]),
            table(t('goods'), [
                {title: t('product'), cell: it => it.name},
                {title: t('quantity'), number: true, cell: it => number(it.quantity)},
                {title: t('price'), number: true, cell: it => `${it.unitPrice} ${order.currency}`},
            ], order.items, {rowHeader: true}),
        ];
    }

    let running = false;
    async function run() {
        if (running) {
            return;
        }
        running = true;
        try {
            while (!closed && !await look()) {
                await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN));
            }
        } catch (problem) {
            head.removeAttribute('aria-busy');
            note.bad(problem);
        } finally {
            running = false;
        }
    }

    run();
    return {close: () => { closed = true; }};
}

function sequence(timeline) {
    return [
        h('div', {class: 'card-head'}, h('h2', {}, t('sequence')), h('p', {}, t('sequence-hint'))),
        timeline.unavailable.length > 0 && h('p', {class: 'note bad'}, t('not-asked', {who: timeline.unavailable.join(', ')})),
        timeline.steps.length === 0 ? h('p', {class: 'hint'}, t('no-steps')) : h('div', {class: 'picture', tabindex: '0', role: 'region', 'aria-label': t('sequence')}, drawing(timeline)),
        steps(timeline),
    ];
}

const LEFT = 118;
const LANE = 224;
const ROW = 58;
const TOP = 52;

/** Lanes are services; time goes down, one row an event. */
function drawing(timeline) {
    const begin = Date.parse(timeline.steps[0]?.occurredAt);
    const height = TOP + timeline.steps.length * ROW + 16;
    const lane = name => LEFT + Math.max(0, LANES.indexOf(name)) * LANE + 86;
    return s('svg', {class: 'sequence', viewBox: `0 0 1090 ${height}`, 'aria-hidden': 'true'},
        s('defs', {}, s('marker', {id: 'arrive', viewBox: '0 0 10 10', refX: 8, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: 'userSpaceOnUse', orient: 'auto'},
            s('path', {d: 'M1 1 L9 5 L1 9 Z'}))),
        LANES.map(name => [
            s('line', {class: 'lane', x1: lane(name), x2: lane(name), y1: 40, y2: height - 8}),
            s('text', {class: 'lane-name', x: lane(name), y: 24, 'text-anchor': 'middle'}, name.replace(/-service$/, '')),
        ]),
        timeline.steps.map((step, index) => {
            const y = TOP + index * ROW + 26;
            const from = lane(step.publishedBy);
            const reached = step.handledBy.map(it => lane(it.service));
            const right = reached.length === 0 || Math.max(...reached) > from;
            return s('g', {class: 'step'},
                s('text', {class: 'when', x: 8, y: y + 4}, `+${millis(Date.parse(step.occurredAt) - begin)}`),
                step.handledBy.map((handling, row) => {
                    const to = lane(handling.service);
                    const at = y + row * 8 - (step.handledBy.length - 1) * 4;
                    const own = to === from;
                    return [
                        s('path', {class: handling.attempts > 1 ? 'event again' : 'event',
                            d: own ? `M${from} ${at - 6} h22 v12 h-16` : `M${from} ${at} L${to + (to > from ? -6 : 6)} ${at}`, 'marker-end': 'url(#arrive)'}),
                        s('text', {class: handling.attempts > 1 ? 'took again' : 'took', x: own ? to + 28 : to + (to > from ? 9 : -9), y: at + 4, 'text-anchor': own || to > from ? 'start' : 'end'},
                            waitAndHandling(step, handling),
                            handling.attempts > 1 ? ` · ${t('n-attempts', {n: handling.attempts})}` : ''),
                    ];
                }),
                s('circle', {cx: from, cy: y, r: 5}),
                s('text', {class: 'name', x: from + (right ? 10 : -10), y: y - 10 - Math.max(0, step.handledBy.length - 1) * 4, 'text-anchor': right ? 'start' : 'end'}, step.event));
        }));
}

/** How long handling took is known a second or two after it. */
function waitAndHandling(step, handling) {
    const waited = millis(Math.max(0, Date.parse(handling.handledAt) - Date.parse(step.occurredAt)));
    return handling.handlingMicros == null ? waited : `${waited} + ${millis(handling.handlingMicros / 1000)}`;
}

function steps(timeline) {
    return h('details', {class: 'as-table'}, h('summary', {}, t('as-table')), table(t('sequence'), [
        {title: t('event'), cell: it => it.event},
        {title: t('published'), cell: it => `${clock(it.occurredAt)} · ${it.publishedBy}`},
        {title: t('handled-by'), cell: it => it.handledBy.length === 0 ? t('nobody-yet') : it.handledBy.map(handling => h('div', {},
            `${handling.service} · ${clock(handling.handledAt)} · ${waitAndHandling(it, handling)} · ${t('n-attempts', {n: handling.attempts})}`))},
        {title: t('event-id'), cell: it => h('code', {}, it.eventId)},
    ], timeline.steps, {rowHeader: true}));
}
