import {language, t} from './i18n.js';

export function number(value, digits = 0) {
    return new Intl.NumberFormat(language(), {maximumFractionDigits: digits, minimumFractionDigits: 0}).format(value);
}

/** One digit behind the point where there is little, none where there is much. */
export function rate(value) {
    return number(value, value < 10 ? 1 : 0);
}

export function time(text) {
    return text ? new Intl.DateTimeFormat(language(), {dateStyle: 'medium', timeStyle: 'medium'}).format(new Date(text)) : '–';
}

export function clock(text) {
    return new Intl.DateTimeFormat(language(),
        {hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false}).format(new Date(text));
}

export function seconds(value) {
    if (value < 90) return t('n-seconds', {n: number(value)});
    if (value < 5400) return t('n-minutes', {n: number(value / 60)});
    if (value < 172800) return t('n-hours', {n: number(value / 3600)});
    return t('n-days', {n: number(value / 86400)});
}

export function ago(text) {
    return t('ago', {time: seconds(Math.max(0, (Date.now() - new Date(text)) / 1000))});
}

export function millis(value) {
    return value < 1000 ? `${number(value, value < 10 ? 1 : 0)} ms` : `${number(value / 1000, 2)} s`;
}

/** JSON as people read it, anything else as it is. Numbers stay as they are written, however long. */
export function pretty(text) {
    try {
        JSON.parse(text);
    } catch {
        return text ?? '';
    }
    let depth = 0;
    const line = () => '\n' + '  '.repeat(depth);
    const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
    return tokens.map((token, index) => {
        switch (token) {
            case '{': case '[':
                depth++;
                return tokens[index + 1] === closing[token] ? token : token + line();
            case '}': case ']':
                depth--;
                return tokens[index - 1] === opening[token] ? token : line() + token;
            case ',': return token + line();
            case ':': return ': ';
            default: return token;
        }
    }).join('');
}
const closing = {'{': '}', '[': ']'};
const opening = {'}': '{', ']': '['};

/** The last part of a class's name. */
export function shortName(name) {
    return (name ?? '').split('.').pop();
}
