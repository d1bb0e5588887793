import {getSettings, identity, loadSettings, setIdentity, whenUnknown} from './api.js';
import {field, h, show} from './dom.js';
import {language, setLanguage, t} from './i18n.js';
import {connect, latest, onSample, onState} from './live.js';
import * as overview from './views/overview.js';

// The first page comes with the first load, the others when somebody goes there.
const ROUTES = [
    [/^\/?$/, 'overview', async () => overview],
    [/^\/orders$/, 'orders', () => import('./views/orders.js')],
    [/^\/orders\/([0-9a-fA-F-]{36})$/, 'orders', () => import('./views/order.js')],
    [/^\/dead-letters$/, 'dead-letters', () => import('./views/deadletters.js')],
    [/^\/dead-letters\/([A-Za-z0-9._-]+)\/(\d+)$/, 'dead-letters', () => import('./views/letter.js')],
    [/^\/topics$/, 'topics', () => import('./views/topics.js')],
    [/^\/topics\/([A-Za-z0-9._-]+)$/, 'topics', () => import('./views/topic.js')],
    [/^\/try$/, 'try', () => import('./views/tryit.js')],
];
const PAGES = [['overview', '#/'], ['orders', '#/orders'], ['dead-letters', '#/dead-letters'], ['topics', '#/topics'], ['try', '#/try']];

let open = null;
let navigation = 0;
let main;
let nav;

function theme(next) {
    if (next === 'auto') {
        delete document.documentElement.dataset.theme;
        localStorage.removeItem('theme');
    } else {
        document.documentElement.dataset.theme = next;
        localStorage.setItem('theme', next);
    }
    document.dispatchEvent(new Event('theme'));
}

function frame() {
    const chosen = localStorage.getItem('theme') ?? 'auto';
    nav = h('nav', {'aria-label': t('pages')}, PAGES.map(([name, href]) =>
        h('a', {href, 'data-page': name}, icon(name), h('span', {}, t(`page-${name}`)),
            name === 'dead-letters' && h('span', {class: 'count', id: 'letters-count', hidden: true}))));
    main = h('main', {id: 'main', tabindex: '-1'});
    const connection = h('span', {class: 'connection', role: 'status'});
    onState(state => {
        connection.dataset.state = state;
        connection.textContent = t(`connection-${state}`);
    });
    const themes = h('select', {'aria-label': t('theme'), onchange: e => theme(e.target.value)},
        ['auto', 'light', 'dark'].map(it => h('option', {value: it, selected: it === chosen}, t(`theme-${it}`))));
    const languages = h('select', {'aria-label': t('language'), onchange: e => { setLanguage(e.target.value); build(); }},
        [['en', 'English'], ['ko', '한국어']].map(([it, name]) => h('option', {value: it, lang: it, selected: it === language()}, name)));
    const who = h('button', {class: 'plain who', onclick: () => signIn()}, identity()?.userId ?? t('sign-in'));
    show(document.body,
        h('a', {class: 'skip', href: '#main', onclick: e => { e.preventDefault(); main.focus(); }}, t('skip')),
        h('header', {},
            h('a', {class: 'brand', href: '#/'}, h('img', {src: '/assets/icon.svg', alt: '', width: 26, height: 26}), h('span', {}, 'Orderflow')),
            nav,
            h('div', {class: 'tools'}, connection, who, themes, languages)),
        main);
}

const ICONS = {
    overview: 'M3 8h4l2-4 3 8 2-4h3',
    orders: 'M4 3h9l3 3v11H4zM7 8h6M7 11h6M7 14h4',
    'dead-letters': 'M3 5h14v10H3zM3 6l7 5 7-5',
    topics: 'M3 5h14M3 10h14M3 15h14M6 3v4M12 8v4M8 13v4',
    try: 'M6 4l9 6-9 6z',
};

function icon(name) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 20 20');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', ICONS[name]);
    svg.append(path);
    return svg;
}

async function go() {
    const mine = ++navigation;
    const [path] = location.hash.replace(/^#/, '').split('?');
    const found = ROUTES.map(([pattern, page, load]) => ({match: pattern.exec(path), page, load})).find(it => it.match);
    if (!found) {
        location.hash = '#/';
        return;
    }
    open?.close?.();
    open = null;
    nav.querySelectorAll('a').forEach(it =>
        it.dataset.page === found.page ? it.setAttribute('aria-current', 'page') : it.removeAttribute('aria-current'));
    const view = await found.load();
    if (mine !== navigation) {
        return;
    }
    show(main);
    open = view.view(main, ...found.match.slice(1)) ?? null;
    const heading = main.querySelector('h1');
    document.title = `${heading?.textContent ?? ''} · Orderflow`;
    if (mine > 1) {
        heading?.setAttribute('tabindex', '-1');
        heading?.focus();
    }
    scrollTo(0, 0);
}

function signIn(reason) {
    if (document.querySelector('dialog[open]')) {
        return;
    }
    const header = getSettings().mode === 'header';
    const name = h('input', {value: identity()?.userId ?? '', required: true, pattern: '[A-Za-z0-9._@\\-]{1,64}', autocomplete: 'off'});
    const roles = h('select', {}, ['ADMIN', 'MONITORING', 'USER'].map(it => h('option', {value: it, selected: it === identity()?.roles}, it)));
    const token = h('textarea', {rows: 5, required: true, spellcheck: 'false', autocomplete: 'off'});
    const dialog = h('dialog', {'aria-labelledby': 'sign-in-title', onclose: () => dialog.remove()},
        h('form', {
            onsubmit: event => {
                event.preventDefault();
                setIdentity(header ? {userId: name.value, roles: roles.value} : identityOf(token.value.trim()));
                dialog.close();
                build();
                connect();
            },
        },
        h('h2', {id: 'sign-in-title'}, t('sign-in')),
        reason && h('p', {class: 'note bad'}, reason),
        h('p', {}, t(header ? 'sign-in-header' : 'sign-in-jwt')),
        header ? [field(t('name'), name), field(t('role'), roles)] : field(t('token'), token),
        h('div', {class: 'actions'},
            h('button', {type: 'button', onclick: () => dialog.close()}, t('cancel')),
            h('button', {class: 'primary'}, t('sign-in')))));
    document.body.append(dialog);
    dialog.showModal();
}

/** Only to show a name: whether the token is good is for the services to say. */
function identityOf(token) {
    try {
        const claims = JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
        return {token, userId: String(claims.sub)};
    } catch {
        return {token, userId: '?'};
    }
}

function count(sample) {
    const letters = sample.services.reduce((sum, it) => sum + it.deadLetters, 0);
    const badge = document.getElementById('letters-count');
    badge.hidden = letters === 0;
    badge.textContent = String(letters);
    badge.setAttribute('aria-label', t('letters-open', {n: letters}));
}

function build() {
    frame();
    if (latest) {
        count(latest);
    }
    return go();
}

const stored = localStorage.getItem('theme');
if (stored) {
    document.documentElement.dataset.theme = stored;
}
await loadSettings();
whenUnknown(() => signIn(identity() ? t('sign-in-refused') : null));
await build();
onSample(count);
addEventListener('hashchange', go);
connect();
onState(state => {
    if (state === 'refused') {
        signIn(identity() ? t('sign-in-refused') : null);
    }
});
