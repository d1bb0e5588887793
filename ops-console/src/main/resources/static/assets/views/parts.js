// What several pages show in the same way.

import {Problem} from '../api.js';
import {h, show} from '../dom.js';
import {t} from '../i18n.js';

export function back(href, text) {
    return h('p', {class: 'back'}, h('a', {href}, `← ${text}`));
}

export function facts(pairs) {
    return h('dl', {class: 'facts'}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

export function chip(text, state = '') {
    return h('span', {class: `chip ${state}`}, text);
}

const LETTER_STATES = {open: 'warn', replayed: 'good', mended: 'good', discarded: ''};
const ORDER_STATES = {COMPLETED: 'good', CANCELLED: '', PENDING: 'accent', CONFIRMED: 'accent', CANCELLING: 'warn'};

export function letterState(state) {
    return chip(t(`letter-${state}`), LETTER_STATES[state]);
}

export function orderState(state) {
    return chip(t(`order-${state}`), ORDER_STATES[state]);
}

/** Where a page says what came of something. */
export function notes() {
    const element = h('div', {role: 'status', 'aria-live': 'polite', tabindex: '-1'});
    return {
        element,
        good(...words) {
            show(element, h('p', {class: 'note good'}, words));
        },
        bad(problem) {
            show(element, h('p', {class: 'note bad'}, sentence(problem)));
        },
        none() {
            show(element);
        },
    };
}

export function sentence(problem) {
    if (problem instanceof Problem) {
        return problem.type === 'console-away' ? t('console-away') : problem.message;
    }
    return String(problem?.message ?? problem);
}

export function trouble(answers) {
    const missing = answers.filter(it => it.problem);
    return missing.length > 0 && h('div', {role: 'status'}, missing.map(it =>
        h('p', {class: 'note bad'}, `${it.service}: ${sentence(it.problem)}`)));
}

/**
 * Runs what a button does; the button is off meanwhile, and a failure is said. Whoever had chosen it
 * by keyboard is there again afterwards, or where it says what came of it.
 */
export function doing(note, action) {
    return async event => {
        const button = event?.submitter ?? event?.currentTarget;
        const focused = button && document.activeElement === button;
        if (button) {
            button.disabled = true;
        }
        try {
            await action(event);
        } catch (problem) {
            note.bad(problem);
        } finally {
            if (button) {
                button.disabled = false;
            }
            if (focused && (document.activeElement === document.body || document.activeElement === button)) {
                (button.isConnected ? button : note.element).focus({preventScroll: true});
            }
        }
    };
}

export function tabs(label, names, chosen, onChoose) {
    return h('div', {class: 'tabs', role: 'group', 'aria-label': label}, names.map(([name, text]) =>
        h('button', {'aria-pressed': String(name === chosen), onclick: () => onChoose(name)}, text)));
}
