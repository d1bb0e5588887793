import {everyService, query} from '../api.js';
import {h, show, showAgain, table} from '../dom.js';
import {ago, number, shortName, time} from '../format.js';
import {t} from '../i18n.js';
import {onSample} from '../live.js';
import {letterState, notes, tabs, trouble} from './parts.js';
import {replayForm} from './replay.js';

const STATES = ['open', 'replayed', 'mended', 'discarded', ''];

/** Causes over all services, and the letters of one. */
export function view(main) {
    let state = 'open';
    let chosen = null;
    let form = null;
    const choice = h('div', {});
    const groups = h('div', {'aria-busy': 'true'});
    const letters = h('section', {class: 'card', hidden: true, tabindex: '-1'});
    const note = notes();

    show(main, h('h1', {}, t('page-dead-letters')), h('p', {class: 'lead'}, t('letters-lead')),
        note.element, h('section', {class: 'card'}, choice, groups), letters);

    async function load() {
        showAgain(choice, tabs(t('state'), STATES.map(it => [it, t(it ? `letter-${it}` : 'all')]), state, next => {
            state = next;
            close();
            load();
        }));
        const answers = await everyService(`/admin/dead-letters/groups${query({state})}`);
        groups.removeAttribute('aria-busy');
        const rows = answers.flatMap(it => (it.answer?.groups ?? []).map(group => ({...group, service: it.service})))
            .sort((a, b) => b.newest.localeCompare(a.newest));
        showAgain(groups, trouble(answers), table(t('causes'), [
            {title: t('cause'), cell: it => h('button', {class: 'plain cause', 'aria-expanded': String(isChosen(it)), onclick: () => open(it)},
                h('b', {}, shortName(it.errorClass)), h('span', {}, it.message))},
            {title: t('service'), cell: it => it.consumer}, // begins with the service's name
            {title: t('topic'), cell: it => h('a', {href: `#/topics/${it.topic}`}, it.topic)},
            {title: t('letters'), number: true, cell: it => number(it.count)},
            {title: t('newest'), cell: it => ago(it.newest)},
            {title: t('oldest'), cell: it => ago(it.oldest)},
        ], rows, {empty: t(state === 'open' ? 'no-letters-open' : 'no-letters'), row: it => ({class: isChosen(it) ? 'chosen' : null})}));
        const again = rows.find(isChosen);
        if (chosen && !again) {
            chosen = null;
        }
    }

    function isChosen(group) {
        return chosen?.service === group.service && chosen?.group === group.group;
    }

    function close() {
        form?.close();
        chosen = null;
        letters.hidden = true;
    }

    async function open(group) {
        form?.close();
        chosen = group;
        const [answer] = (await everyService(`/admin/dead-letters${query({state, group: group.group, limit: 100})}`))
            .filter(it => it.service === group.service);
        form = state === 'open' ? replayForm(group.service, {group: group.group}, note, () => load()) : null;
        letters.hidden = false;
        show(letters,
            h('div', {class: 'card-head'}, h('h2', {}, shortName(group.errorClass)), h('p', {}, group.message)),
            trouble([answer]),
            form?.element,
            letterTable((answer.answer?.deadLetters ?? []).map(it => ({...it, service: group.service}))),
            answer.answer?.nextCursor && h('p', {class: 'hint'}, t('first-of-many', {n: 100})));
        load();
        letters.focus({preventScroll: true});
        letters.scrollIntoView({block: 'nearest'});
    }

    load();
    let before = null;
    const stop = onSample(sample => {
        const now = JSON.stringify(sample.services.map(it => it.deadLetters));
        if (before !== null && now !== before) {
            load();
        }
        before = now;
    });
    return {close: () => { stop(); form?.close(); }};
}

export function letterTable(rows) {
    return table(t('letters'), [
        {title: t('letter'), cell: it => h('a', {href: `#/dead-letters/${it.service}/${it.id}`}, `${it.service.replace(/-service$/, '')}/${it.id}`)},
        {title: t('state'), cell: it => letterState(it.state)},
        {title: t('event'), cell: it => it.eventType ?? t('unreadable')},
        {title: t('about'), cell: it => it.aggregateId && h('code', {}, it.aggregateId)},
        {title: t('attempts'), number: true, cell: it => number(it.attempts)},
        {title: t('replays'), number: true, cell: it => number(it.replays)},
        {title: t('failed-at'), cell: it => time(it.failedAt)},
    ], rows, {rowHeader: true, empty: t('no-letters')});
}
