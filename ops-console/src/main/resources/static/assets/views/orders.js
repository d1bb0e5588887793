import {query, service} from '../api.js';
import {field, h, options, show, showAgain, table} from '../dom.js';
import {ago} from '../format.js';
import {t} from '../i18n.js';
import {notes, orderState} from './parts.js';

const ID = /^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;
const STATES = ['', 'PENDING', 'CONFIRMED', 'COMPLETED', 'CANCELLING', 'CANCELLED'];
const LOOK_AGAIN = 3000;

/** Everybody's orders: by id, by user, by status; the newest first. */
export function view(main) {
    const note = notes();
    const text = h('input', {type: 'search', placeholder: t('id-or-user'), autocomplete: 'off', spellcheck: 'false'});
    const status = h('select', {onchange: () => start()}, options(STATES.map(it => [it, t(it ? `order-${it}` : 'all')]), ''));
    const list = h('div', {'aria-busy': 'true'});
    const more = h('div', {class: 'actions'});
    let user = '';
    let orders = [];
    let paged = false;
    let closed = false;

    show(main, h('h1', {}, t('page-orders')), h('p', {class: 'lead'}, t('orders-lead')),
        h('section', {class: 'card'},
            h('form', {
                class: 'row', role: 'search',
                onsubmit: event => {
                    event.preventDefault();
                    const wanted = text.value.trim();
                    if (ID.test(wanted)) {
                        location.hash = `#/orders/${wanted.toLowerCase()}`;
                    } else {
                        user = wanted;
                        start();
                    }
                },
            }, field(t('id-or-user'), text), field(t('status'), status), h('div', {class: 'actions'}, h('button', {class: 'primary'}, t('find')))),
            note.element, list, more));

    async function page(cursor) {
        return service('order-service', `/admin/orders${query({userId: user, status: status.value, cursor, limit: 25})}`);
    }

    async function start() {
        paged = false;
        try {
            const first = await page();
            note.none();
            orders = first.orders;
            draw(first.nextCursor);
        } catch (problem) {
            note.bad(problem);
        } finally {
            list.removeAttribute('aria-busy');
        }
    }

    function draw(cursor) {
        showAgain(list, table(t('page-orders'), [
            {title: t('order'), cell: it => h('a', {href: `#/orders/${it.orderId}`}, h('code', {}, it.orderId))},
            {title: t('status'), cell: it => orderState(it.status)},
            {title: t('user'), cell: it => it.userId},
            {title: t('goods'), cell: it => h('span', {class: 'clip'}, it.items.map(item => `${item.quantity} × ${item.name}`).join(', '))},
            {title: t('total'), number: true, cell: it => `${it.total} ${it.currency}`},
            {title: t('payment'), cell: it => it.paymentMethod},
            {title: t('placed-at'), cell: it => ago(it.createdAt)},
        ], orders, {rowHeader: true, empty: t('no-orders')}));
        showAgain(more, cursor && h('button', {onclick: async () => {
            paged = true;
            const next = await page(cursor);
            orders = orders.concat(next.orders);
            draw(next.nextCursor);
        }}, t('older')));
    }

    (async () => {
        while (!closed) {
            if (!paged && !document.hidden) {
                await start();
            }
            await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN));
        }
    })();
    return {close: () => { closed = true; }};
}
