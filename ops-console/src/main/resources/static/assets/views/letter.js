import {service} from '../api.js';
import {field, h, show, table} from '../dom.js';
import {number, pretty, shortName, time} from '../format.js';
import {t} from '../i18n.js';
import {diffView} from './diff.js';
import {back, doing, facts, letterState, notes} from './parts.js';
import {replayForm} from './replay.js';

const VERDICTS = {SAFE: 'good', STALE: 'warn', ALREADY_APPLIED: '', UNREADABLE: 'bad'};
const ORDER = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function isBinary(letter) {
    return letter.valueEncoding === 'base64';
}

/** All there is to know about one dead letter, and what can be done with it. */
export function view(main, name, id) {
    const note = notes();
    const body = h('div', {class: 'stack', 'aria-busy': 'true'});
    let form = null;
    show(main, back('#/dead-letters', t('page-dead-letters')),
        h('h1', {}, t('letter-title', {service: name, id})), note.element, body);

    async function load() {
        form?.close();
        let letter;
        try {
            letter = await service(name, `/admin/dead-letters/${id}`);
        } catch (problem) {
            note.bad(problem);
            show(body);
            return;
        } finally {
            body.removeAttribute('aria-busy');
        }
        form = letter.state === 'discarded' ? null : replayForm(name, {id: Number(id)}, note, () => load());
        show(body,
            h('section', {class: 'card'},
                h('div', {class: 'card-head'}, h('h2', {}, shortName(letter.errorClass)), letterState(letter.state)),
                h('p', {class: 'message'}, letter.errorMessage),
                h('p', {class: `note ${VERDICTS[letter.advice.verdict]}`}, h('b', {}, t(`verdict-${letter.advice.verdict}`)), ' ', letter.advice.why),
                summary(letter)),
            act(letter),
            h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, t('value')), isBinary(letter) && h('p', {}, t('encoded', {encoding: letter.valueEncoding}))),
                h('pre', {class: 'value', tabindex: '0'}, letter.value === null ? t('no-value') : pretty(letter.value))),
            letter.lineage && h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, t('mended-how')), h('p', {}, t('mended-id', {id: letter.lineage.mendedEventId}))),
                diffView(pretty(letter.lineage.originalValue ?? ''), pretty(letter.value ?? ''))),
            h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, t('headers'))),
                table(t('headers'), [
                    {title: t('name'), cell: it => h('code', {}, it.name)},
                    {title: t('value'), cell: it => h('code', {class: 'wrap'}, it.value ?? '–')},
                ], letter.headers, {empty: t('none')}),
                h('details', {}, h('summary', {}, t('stack-trace')), h('pre', {tabindex: '0'}, letter.stackTrace))),
            h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, t('audit')), h('p', {}, t('audit-hint'))),
                table(t('audit'), [
                    {title: t('when'), cell: it => time(it.at)},
                    {title: t('who'), cell: it => it.who},
                    {title: t('act'), cell: it => t(`act-${it.act}`)},
                    {title: t('details'), cell: it => h('code', {class: 'wrap'}, JSON.stringify(it.details))},
                ], letter.acts, {empty: t('no-acts')})));
    }

    function summary(letter) {
        return facts([
            [t('topic'), h('a', {href: `#/topics/${letter.topic}`}, letter.topic)],
            [t('position'), `${letter.originTopic} · ${letter.partition} · ${number(letter.offset)}`],
            [t('event'), letter.eventType],
            [t('event-id'), letter.eventId && h('code', {}, letter.eventId)],
            [t('about'), letter.aggregateId && (ORDER.test(letter.aggregateId)
                ? h('a', {href: `#/orders/${letter.aggregateId}`}, h('code', {}, letter.aggregateId)) : h('code', {}, letter.aggregateId))],
            [t('key'), letter.key && h('code', {class: 'wrap'}, letter.key)],
            [t('reason'), t(`reason-${letter.reason}`)],
            [t('attempts'), number(letter.attempts)],
            [t('failed-at'), time(letter.failedAt)],
        ]);
    }

    function act(letter) {
        if (letter.state === 'discarded') {
            return h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, t('undo'))), h('p', {}, t('undo-hint')),
                h('div', {class: 'actions'}, h('button', {class: 'primary', onclick: doing(note, async () => {
                    await service(name, `/admin/dead-letters/${id}/restore`, {method: 'POST'});
                    note.good(t('restored'));
                    await load();
                })}, t('undo-discard'))));
        }
        return h('section', {class: 'card ways'},
            h('details', {open: letter.advice.verdict !== 'UNREADABLE'}, h('summary', {}, t('replay')), h('p', {class: 'hint'}, t('replay-hint')), form.element),
            h('details', {open: letter.advice.verdict === 'UNREADABLE', id: 'mend'}, h('summary', {}, t('edit-and-replay')), mend(letter)),
            h('details', {id: 'discard'}, h('summary', {}, t('discard')), discard()));
    }

    function mend(letter) {
        const before = isBinary(letter) ? '' : pretty(letter.value ?? ''); // bytes cannot be edited as text
        const text = h('textarea', {rows: Math.min(24, before.split('\n').length + 2), spellcheck: 'false', class: 'code', value: before});
        const even = h('input', {type: 'checkbox', id: 'mend-even'});
        const difference = h('div', {'aria-live': 'polite'});
        const compare = () => show(difference, diffView(before, text.value));
        text.addEventListener('input', compare);
        compare();
        return h('form', {
            onsubmit: async event => {
                event.preventDefault();
                await doing(note, async () => {
                    const sent = await service(name, `/admin/dead-letters/${id}/mend`,
                        {method: 'POST', body: {value: text.value, evenIfApplied: even.checked}});
                    note.good(t('mended-sent', {id: sent.eventId ?? ''}));
                    await load();
                    setTimeout(load, 1500);
                })(event);
            },
        },
        h('p', {class: 'hint'}, t('mend-hint')),
        field(t('new-value'), text),
        h('h3', {}, t('difference')), difference,
        h('div', {class: 'check'}, even, h('label', {for: 'mend-even'}, t('even-if-applied'))),
        h('div', {class: 'actions'}, h('button', {class: 'primary'}, t('send-mended'))));
    }

    function discard() {
        const reason = h('input', {required: true, maxlength: 500});
        return h('form', {
            onsubmit: async event => {
                event.preventDefault();
                await doing(note, async () => {
                    await service(name, `/admin/dead-letters/${id}/discard`, {method: 'POST', body: {reason: reason.value}});
                    note.good(t('discarded'));
                    await load();
                })(event);
            },
        },
        h('p', {class: 'hint'}, t('discard-hint')), field(t('why'), reason),
        h('div', {class: 'actions'}, h('button', {class: 'danger'}, t('discard'))));
    }

    load();
    return {close: () => form?.close()};
}
