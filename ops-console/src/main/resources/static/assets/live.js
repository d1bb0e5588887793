// One connection for all that is live on the page; a new one when it breaks, none while nobody looks.

import {identityHeaders} from './api.js';

const listeners = new Set();
const states = new Set();
const HIDDEN = 30_000;
const POINTS = 150;

let abort = null;
let hiding = null;
let pause = 500;
let state = 'connecting';
export let latest = null;
export let points = [];

/** Is told each sample; returns how to stop that. */
export function onSample(listener) {
    listeners.add(listener);
    if (latest) {
        listener(latest);
    }
    return () => listeners.delete(listener);
}

export function onState(listener) {
    states.add(listener);
    listener(state);
}

function become(next) {
    state = next;
    states.forEach(it => it(next));
}

export function connect() {
    disconnect();
    abort = new AbortController();
    run(abort.signal);
}

function disconnect() {
    abort?.abort();
    abort = null;
}

async function run(signal) {
    while (!signal.aborted) {
        try {
            const response = await fetch('/api/pipeline/events',
                {headers: {...identityHeaders(), Accept: 'text/event-stream'}, credentials: 'omit', signal});
            if (response.status === 401 || response.status === 403) {
                become('refused');
                return;
            }
            if (!response.ok) {
                throw new Error(`HTTP ${response.status}`);
            }
            await read(response.body.pipeThrough(new TextDecoderStream()).getReader());
        } catch (broken) {
            if (signal.aborted) {
                return;
            }
        }
        become('broken');
        await new Promise(resolve => setTimeout(resolve, pause));
        pause = Math.min(pause * 2, 10_000);
    }
}

async function read(reader) {
    let rest = '';
    for (;;) {
        const {value, done} = await reader.read();
        if (done) {
            return;
        }
        const blocks = (rest + value).split('\n\n');
        rest = blocks.pop();
        blocks.forEach(receive);
    }
}

function receive(block) {
    const event = /^event: ?(.*)$/m.exec(block)?.[1];
    const data = /^data: ?(.*)$/m.exec(block)?.[1];
    if (!data) {
        return;
    }
    if (event === 'history') {
        points = JSON.parse(data);
        return;
    }
    latest = JSON.parse(data);
    points.push(point(latest));
    points = points.slice(-POINTS);
    pause = 500;
    become('live');
    listeners.forEach(it => it(latest));
}

function point(sample) {
    return {
        at: Date.parse(sample.at),
        placed: sample.orders.placed,
        completed: sample.orders.completed,
        cancelled: sample.orders.cancelled,
        lag: sample.flows.flatMap(it => it.consumers).reduce((sum, it) => sum + it.lag, 0),
    };
}

document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (document.hidden) {
        hiding = setTimeout(disconnect, HIDDEN);
    } else if (!abort) {
        connect();
    }
});
