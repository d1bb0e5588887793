import {call, getSettings, identity, service} from '../api.js';
import {field, h, options, show} from '../dom.js';
import {t} from '../i18n.js';
import {doing, notes} from './parts.js';

const ENDS = ['complete', 'decline', 'timeout', 'late', 'stock'];
const CARDS = {decline: 'tok_decline', timeout: 'tok_timeout', late: 'tok_late_success'};

/** Something to watch: orders that end in different ways, and a record that nobody can read. */
export function view(main) {
    const believed = getSettings().mode === 'header';
    const note = notes();
    const broken = notes();
    const user = h('input', {value: believed ? '1' : identity()?.userId ?? '', pattern: '[A-Za-z0-9._@\\-]{1,64}', required: true, disabled: !believed});
    const product = h('select', {required: true});
    const quantity = h('input', {type: 'number', min: 1, max: 100, value: '1', required: true});
    const end = h('select', {}, options(ENDS.map(it => [it, t(`end-${it}`)]), 'complete'));
    const placed = h('ul', {class: 'placed'});
    const key = h('input', {value: `poison-${Math.floor(Math.random() * 1e6)}`, required: true, maxlength: 200});
    const value = h('textarea', {rows: 3, required: true, maxlength: 10000, class: 'code', value: 'This is not an event.'});

    async function products(chosen) {
        const answer = await service('inventory-service', '/api/products?limit=200');
        show(product, answer.products.filter(it => it.active).map(it =>
            h('option', {value: String(it.productId), selected: it.productId === chosen}, `${it.productId}: ${it.name} (${it.price} ${it.currency}, ${t('n-in-stock', {n: it.available})})`)));
        if (product.options.length === 0) {
            show(product, h('option', {value: ''}, t('no-products')));
        }
    }

    async function prepare() {
        const made = await service('inventory-service', '/api/products', {method: 'POST', body: {name: t('sample-product'), price: '12.50', currency: 'EUR'}});
        await service('inventory-service', `/api/products/${made.productId}/stock`, {method: 'POST', body: {quantity: 1000}});
        await service('payment-service', `/api/points/${user.value}/top-up`, {method: 'POST', body: {amount: '1000.00', currency: 'EUR'}});
        await products(made.productId);
        note.good(t('prepared', {user: user.value}));
    }

    async function place() {
        const card = CARDS[end.value];
        const answer = await service('order-service', '/api/orders', {
            method: 'POST',
            as: user.value,
            body: {
                items: [{productId: Number(product.value), quantity: end.value === 'stock' ? 10000 : Number(quantity.value)}],
                paymentMethod: card || end.value === 'stock' ? 'CARD' : 'POINTS',
                ...(card || end.value === 'stock' ? {cardToken: card ?? 'tok_approve'} : {}),
            },
        });
        placed.prepend(h('li', {}, h('a', {href: `#/orders/${answer.orderId}`}, h('code', {}, answer.orderId)), ` ${t(`end-${end.value}`)}`));
        note.good(t('placed-order'), ' ', h('a', {href: `#/orders/${answer.orderId}`}, t('watch-it')));
    }

    async function poison() {
        const sent = await call('/api/mishaps/poison', {method: 'POST', body: {key: key.value, value: value.value}});
        broken.good(t('poison-sent', sent), ' ', h('a', {href: '#/dead-letters'}, t('page-dead-letters')));
    }

    show(main, h('h1', {}, t('page-try')), h('p', {class: 'lead'}, t('try-lead')),
        h('div', {class: 'pair'},
            h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, t('place-order'))),
                h('form', {onsubmit: event => { event.preventDefault(); doing(note, place)(event); }},
                    field(t('user'), user, believed ? t('user-hint') : t('user-hint-jwt')),
                    field(t('product'), product),
                    field(t('quantity'), quantity),
                    field(t('how-to-end'), end),
                    h('div', {class: 'actions'},
                        h('button', {type: 'button', onclick: doing(note, prepare)}, t('prepare')),
                        h('button', {class: 'primary'}, t('place')))),
                note.element, placed),
            h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, t('break-it'))),
                getSettings().mishaps
                    ? [h('p', {class: 'hint'}, t('poison-hint')),
                        h('form', {onsubmit: event => { event.preventDefault(); doing(broken, poison)(event); }},
                            field(t('key'), key), field(t('value'), value),
                            h('div', {class: 'actions'}, h('button', {class: 'danger'}, t('send-poison')))),
                        broken.element]
                    : h('p', {class: 'hint'}, t('mishaps-off')))));
    products().catch(note.bad);
}
