// The pipeline as it is: services, what goes between them, and how it is doing. Drawn once; a
// sample only changes texts and classes.

import {s} from '../dom.js';
import {number, rate} from '../format.js';
import {t} from '../i18n.js';

const BOX = {width: 196, height: 92};
const PLACES = {
    'order-service': [40, 214],
    'inventory-service': [402, 34],
    'payment-service': [764, 214],
    'notification-service': [402, 394],
};

// One arrow for all topics from one service to another; where its words stand.
const ARROWS = [
    {from: 'order-service', to: 'inventory-service', path: 'M100 214 C100 110 230 62 396 62', at: [158, 92]},
    {from: 'inventory-service', to: 'order-service', path: 'M402 104 C300 106 196 140 186 208', at: [292, 152]},
    {from: 'order-service', to: 'payment-service', path: 'M236 246 L758 246', at: [610, 246]},
    {from: 'payment-service', to: 'order-service', path: 'M764 282 L242 282', at: [390, 282]},
    {from: 'payment-service', to: 'inventory-service', path: 'M868 214 C868 130 770 78 604 78', at: [800, 112]},
    {from: 'order-service', to: 'notification-service', path: 'M138 306 C138 400 250 442 396 442', at: [192, 408]},
    {from: 'payment-service', to: 'notification-service', path: 'M862 306 C862 400 750 442 604 442', at: [808, 408]},
];

/** Draws it; answers with {element, update(sample, letters), select(listener)}. */
export function pipeline(onSelect) {
    const arrows = ARROWS.map(arrow => drawArrow(arrow, onSelect));
    const boxes = Object.keys(PLACES).map(name => drawBox(name, onSelect));
    const element = s('svg', {viewBox: '0 0 1000 520', class: 'pipeline', role: 'group', 'aria-label': t('pipeline')},
        s('defs', {}, ['calm', 'warn', 'bad'].map(kind =>
            s('marker', {id: `head-${kind}`, class: `head ${kind}`, viewBox: '0 0 10 10', refX: 7, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: 'userSpaceOnUse', orient: 'auto'},
                s('path', {d: 'M1 1 L8 5 L1 9'})))),
        arrows.map(it => it.line),
        boxes.map(it => it.element),
        arrows.map(it => it.label));
    return {
        element,
        update(sample, letters) {
            arrows.forEach(it => it.update(sample, letters));
            boxes.forEach(it => it.update(sample));
        },
        select(selection) {
            [...arrows, ...boxes].forEach(it => it.mark(selection));
        },
    };
}

/** What goes over an arrow: its topics, each with how its one reader is doing. */
export function flowsOf(sample, from, to) {
    return sample.flows
        .filter(flow => flow.publisher === from && flow.consumers.some(it => it.service === to))
        .map(flow => ({...flow, reader: flow.consumers.find(it => it.service === to)}));
}

/** Services that are none of the shop's: of them one sees how they are. */
export function others(sample) {
    return sample.services.filter(it => !(it.name in PLACES));
}

/** How a service is doing, for the eye and in words. */
export function stateOf(service) {
    const health = service?.health ?? 'AWAY';
    const troubled = health !== 'UP' || !service.listening || service.stoppedPartitions > 0;
    return {
        light: troubled ? 'bad' : service.deadLetters > 0 ? 'warn' : 'good',
        words: [
            t(`health-${health}`),
            service?.deadLetters > 0 && t('n-letters', {n: number(service.deadLetters)}),
            service?.outbox > 0 && service.deadLetters === 0 && t('n-outbox', {n: number(service.outbox)}),
        ].filter(Boolean).join(' · '),
    };
}

function button(properties, action, ...children) {
    return s('g', {
        ...properties, tabindex: '0', role: 'button', onclick: action,
        onkeydown: event => {
            if (event.key === 'Enter' || event.key === ' ') {
                event.preventDefault();
                action();
            }
        },
    }, ...children);
}

function drawBox(name, onSelect) {
    const [x, y] = PLACES[name];
    const state = s('text', {x: x + 31, y: y + 76, class: 'state'});
    const light = s('circle', {cx: x + 21, cy: y + 71.5, r: 5, class: 'light'});
    const element = button({class: 'box'}, () => onSelect({service: name}),
        s('rect', {x, y, width: BOX.width, height: BOX.height, rx: 12}),
        s('text', {x: x + 16, y: y + 30, class: 'name'}, name),
        s('text', {x: x + 16, y: y + 50, class: 'task'}, t(`task-${name}`)),
        light, state);
    return {
        element,
        update(sample) {
            const {light: kind, words} = stateOf(sample.services.find(it => it.name === name));
            element.dataset.state = kind;
            state.textContent = words;
            element.setAttribute('aria-label', `${name}: ${t(`task-${name}`)}. ${state.textContent}`);
        },
        mark(selection) {
            element.classList.toggle('selected', selection?.service === name);
        },
    };
}

function drawArrow(arrow, onSelect) {
    const stream = s('path', {d: arrow.path, class: 'stream'});
    const line = s('g', {class: 'arrow'}, s('path', {d: arrow.path, class: 'line'}), stream);
    const [x, y] = arrow.at;
    const plate = s('rect', {rx: 11, height: 24, y: y - 12});
    const speed = s('text', {y: y + 4.5, class: 'rate', 'text-anchor': 'middle'});
    const label = button({class: 'label'}, () => onSelect({from: arrow.from, to: arrow.to}), plate, speed);
    return {
        line,
        label,
        update(sample, letters) {
            const flows = flowsOf(sample, arrow.from, arrow.to);
            const sum = value => flows.reduce((total, flow) => total + value(flow), 0);
            const perSecond = sum(it => it.rate);
            const lag = sum(it => it.reader.lag);
            const retrying = sum(it => it.reader.retrying);
            const dead = sum(it => letters[arrow.to]?.[it.topic] ?? 0);
            const kind = dead > 0 || lag > 5000 ? 'bad' : retrying > 0 || lag > 1000 ? 'warn' : 'calm';
            const words = [
                ['', t('n-per-second', {n: rate(perSecond)})],
                lag > 0 && ['lag', t('n-lag', {n: number(lag)})],
                retrying > 0 && ['retry', t('n-retry', {n: number(retrying)})],
                dead > 0 && ['dead', t('n-dead', {n: number(dead)})],
            ].filter(Boolean);
            speed.replaceChildren(...words.flatMap(([name, text], index) =>
                [index > 0 && s('tspan', {class: 'dot'}, ' · '), s('tspan', {class: name}, text)].filter(Boolean)));
            const width = Math.max(58, words.map(it => it[1]).join(' · ').length * 6.9 + 22);
            plate.setAttribute('width', width);
            plate.setAttribute('x', x - width / 2);
            speed.setAttribute('x', x);
            line.dataset.kind = label.dataset.kind = kind;
            line.classList.toggle('moving', perSecond > 0);
            line.style.setProperty('--wide', `${1.5 + Math.min(2.5, Math.log10(1 + perSecond))}px`);
            stream.style.animationDuration = `${Math.max(0.5, 2.4 - Math.log10(1 + perSecond) * 0.7)}s`;
            label.setAttribute('aria-label', t('arrow', {
                from: arrow.from, to: arrow.to, topics: flows.map(it => it.topic).join(', '),
                facts: words.map(it => it[1]).join(', '),
            }));
        },
        mark(selection) {
            const mine = selection?.from === arrow.from && selection?.to === arrow.to
                || selection?.service === arrow.from || selection?.service === arrow.to;
            line.classList.toggle('selected', Boolean(mine));
            line.classList.toggle('faded', Boolean(selection) && !mine);
            label.classList.toggle('selected', selection?.from === arrow.from && selection?.to === arrow.to);
            label.classList.toggle('faded', Boolean(selection) && !mine);
        },
    };
}
