import {service} from '../api.js';
import {field, h, show} from '../dom.js';
import {number} from '../format.js';
import {t} from '../i18n.js';
import {doing} from './parts.js';

const LOOK_AGAIN = 700;

/**
 * A form that replays one letter, or a group: first what it would do, then how it goes.
 * `which` is {id} or {group}.
 */
export function replayForm(name, which, note, onEnd) {
    const perSecond = h('input', {type: 'number', min: 1, max: 1000, value: '50'});
    const evenIfApplied = h('input', {type: 'checkbox', id: `even-${name}-${which.id ?? which.group}`});
    const outcome = h('div', {'aria-live': 'polite'});
    let watching = true;

    function ask(dryRun) {
        return service(name, '/admin/dead-letters/replays', {
            method: 'POST',
            body: {...which, dryRun, perSecond: Number(perSecond.value), evenIfApplied: evenIfApplied.checked},
        });
    }

    async function dry() {
        const answer = await ask(true);
        show(outcome, h('p', {class: 'note'}, t('would-send', {n: number(answer.letters)}), ' ', parts(answer)));
    }

    async function replay() {
        const started = await ask(false);
        if (!started.replayId) {
            show(outcome, h('p', {class: 'note'}, t('nothing-sent'), ' ', parts(started)));
            return;
        }
        await watch(started);
    }

    async function watch(started) {
        const bar = h('progress', {max: Math.max(1, started.letters), 'aria-label': t('replay-progress')});
        const words = h('p', {});
        show(outcome, h('div', {class: 'progress'}, bar, words));
        for (;;) {
            const progress = await service(name, `/admin/dead-letters/replays/${started.replayId}`);
            const over = progress.waiting === 0 && progress.applied + progress.failedAgain >= progress.sent;
            bar.value = progress.applied + progress.failedAgain + progress.stopped;
            words.textContent = t('progress', {
                letters: number(progress.letters), sent: number(progress.sent), applied: number(progress.applied),
                failed: number(progress.failedAgain), stopped: number(progress.stopped),
            });
            words.className = progress.failedAgain + progress.stopped > 0 ? 'bad' : over ? 'good' : '';
            if (over || !watching || !outcome.isConnected) {
                if (over) {
                    onEnd?.(progress);
                }
                return;
            }
            await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN));
        }
    }

    return {
        element: h('div', {class: 'replay'},
            h('div', {class: 'row'},
                which.group && field(t('replay-rate'), perSecond),
                h('div', {class: 'check'}, evenIfApplied, h('label', {for: evenIfApplied.id}, t('even-if-applied')))),
            h('div', {class: 'actions'},
                h('button', {onclick: doing(note, dry)}, t('dry-run')),
                h('button', {class: 'primary', onclick: doing(note, replay)}, t(which.group ? 'replay-group' : 'replay'))),
            outcome),
        close() {
            watching = false;
        },
    };
}

function parts(answer) {
    return [
        answer.alreadyApplied > 0 && t('n-applied-before', {n: number(answer.alreadyApplied)}),
        answer.stale > 0 && t('n-stale', {n: number(answer.stale)}),
        answer.unreadable > 0 && t('n-unreadable', {n: number(answer.unreadable)}),
    ].filter(Boolean).join(' ');
}
