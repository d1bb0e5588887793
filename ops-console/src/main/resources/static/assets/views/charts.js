import {h} from '../dom.js';
import {language, t} from '../i18n.js';

/** Lines over the last minutes; {update(points), close()}. Nothing where the library did not come. */
export async function lines(canvas, series) {
    await import('/webjars/chart.js/dist/chart.umd.min.js');
    // A canvas knows nothing of style sheets; a property of the root would come as it is written.
    const probe = h('span', {hidden: true});
    canvas.after(probe);
    const style = name => {
        probe.style.color = `var(${name})`;
        return getComputedStyle(probe).color;
    };
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    const chart = new globalThis.Chart(canvas, {
        type: 'line',
        data: {
            datasets: series.map(it => ({
                label: t(it.label), borderWidth: 2, pointRadius: 0, pointHitRadius: 8, tension: 0.3, data: [],
                borderDash: it.dash ?? [],
            })),
        },
        options: {
            animation: false,
            responsive: true,
            maintainAspectRatio: false,
            parsing: false,
            normalized: true,
            interaction: {mode: 'index', intersect: false},
            scales: {
                x: {type: 'linear', ticks: {maxTicksLimit: 6, maxRotation: 0, callback: at => clockOf(at)}},
                y: {beginAtZero: true, suggestedMax: 1, ticks: {maxTicksLimit: 5, precision: 0}},
            },
            plugins: {
                legend: {align: 'start', labels: {boxWidth: 18, boxHeight: 0, usePointStyle: false}},
                tooltip: {callbacks: {title: items => clockOf(items[0].parsed.x)}},
            },
        },
    });

    function dress() {
        const text = style('--muted');
        const grid = style('--line');
        chart.data.datasets.forEach((it, index) => {
            it.borderColor = it.backgroundColor = style(series[index].color);
        });
        Object.values(chart.options.scales).forEach(axis => {
            axis.ticks.color = text;
            axis.grid = {color: grid, drawTicks: false};
            axis.border = {color: grid};
        });
        chart.options.plugins.legend.labels.color = text;
        chart.update('none');
    }
    dress();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', dress);
    document.addEventListener('theme', dress);

    return {
        update(points) {
            chart.data.datasets.forEach((it, index) => {
                it.data = points.map(point => ({x: point.at, y: point[series[index].value]}));
            });
            chart.options.scales.x.min = points[0]?.at;
            chart.options.scales.x.max = points.at(-1)?.at;
            chart.update(calm.matches ? 'none' : undefined);
        },
        close() {
            dark.removeEventListener('change', dress);
            document.removeEventListener('theme', dress);
            chart.destroy();
        },
    };
}

function clockOf(at) {
    return new Intl.DateTimeFormat(language(), {hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false}).format(new Date(at));
}
