import en from './i18n/en.js';
import ko from './i18n/ko.js';

const texts = {en, ko};
let current = localStorage.getItem('language') ?? (navigator.language?.startsWith('ko') ? 'ko' : 'en');

export function language() {
    return current;
}

export function setLanguage(next) {
    current = next;
    localStorage.setItem('language', next);
    document.documentElement.lang = next;
}

/** The text of that name; {n} in it is replaced. A name without a text shows as itself. */
export function t(name, values = {}) {
    const text = texts[current]?.[name] ?? en[name] ?? name;
    return text.replace(/\{(\w+)}/g, (whole, key) => values[key] ?? whole);
}

document.documentElement.lang = current;
