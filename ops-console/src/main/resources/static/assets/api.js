// Calls. Who is calling is said by a header that only this script sets: no cookie, so no other
// page can call in somebody's name.

let settings = {mode: 'jwt', services: [], mishaps: false};
let onUnknown = () => {};

export class Problem extends Error {
    constructor(status, type, detail) {
        super(detail);
        this.status = status;
        this.type = type;
    }
}

export async function loadSettings() {
    settings = await (await fetch('/api/settings')).json();
    return settings;
}

export function getSettings() {
    return settings;
}

/** Is called when nobody is known to be calling. */
export function whenUnknown(callback) {
    onUnknown = callback;
}

export function identity() {
    const stored = JSON.parse(sessionStorage.getItem('identity') ?? 'null');
    if (stored) {
        return stored;
    }
    return settings.mode === 'header' ? {userId: 'operator', roles: 'ADMIN'} : null;
}

export function setIdentity(next) {
    if (next) {
        sessionStorage.setItem('identity', JSON.stringify(next));
    } else {
        sessionStorage.removeItem('identity');
    }
}

/** What says who is calling; {as} is another user, where callers are believed. */
export function identityHeaders(as) {
    const me = identity();
    if (settings.mode === 'header') {
        return as ? {'X-USER-ID': as} : {'X-USER-ID': me.userId, 'X-USER-ROLES': me.roles};
    }
    return me?.token ? {Authorization: `Bearer ${me.token}`} : {};
}

export async function call(path, {method = 'GET', body, as, signal, headers = {}} = {}) {
    let response;
    try {
        response = await fetch(path, {
            method,
            signal,
            credentials: 'omit',
            headers: {
                ...identityHeaders(as),
                ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
                ...headers,
            },
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch (away) {
        if (away.name === 'AbortError') {
            throw away;
        }
        throw new Problem(0, 'console-away', 'console-away');
    }
    const text = await response.text();
    const answer = parse(text);
    if (!response.ok) {
        if (response.status === 401) {
            onUnknown();
        }
        throw new Problem(response.status, answer?.type ?? '', answer?.detail ?? `HTTP ${response.status}`);
    }
    return answer;
}

function parse(text) {
    try {
        return text ? JSON.parse(text) : null;
    } catch {
        return null;
    }
}

/** A call that is passed on to a service. */
export function service(name, path, options) {
    return call(`/api/services/${name}${path}`, options);
}

/** Asks all services at once: [{service, answer} or {service, problem}]. */
export function everyService(path, options) {
    return Promise.all(settings.services.map(async name => {
        try {
            return {service: name, answer: await service(name, path, options)};
        } catch (problem) {
            return {service: name, problem};
        }
    }));
}

export function query(values) {
    const set = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
    return set.length ? `?${new URLSearchParams(set)}` : '';
}
