// Draws each figure.chart from the JSON at its data-source. Without scripts its table shows the same data.
(() => {
  "use strict";

  const figures = [...document.querySelectorAll("figure.chart[data-source]")];
  const drawn = new Map();
  // Variables are resolved only on an element.
  const probe = document.createElement("i");
  probe.hidden = true;
  document.body.append(probe);
  const colour = (name, share = 100) => {
    probe.style.color = `var(${name})`;
    const full = getComputedStyle(probe).color;
    return share === 100 ? full : full.replace("rgb(", "rgba(").replace(")", `, ${share / 100})`);
  };

  const looks = {
    Main: () => ({ borderColor: colour("--chart-1"), backgroundColor: colour("--chart-1") }),
    Second: () => ({ borderColor: colour("--chart-2"), backgroundColor: colour("--chart-2") }),
    Third: () => ({ borderColor: colour("--chart-3"), backgroundColor: colour("--chart-3") }),
    Compared: () => ({ borderColor: colour("--edge"), backgroundColor: colour("--edge", 35), borderDash: [6, 4], borderWidth: 2 }),
    Forecast: () => ({ borderColor: colour("--chart-1"), backgroundColor: colour("--chart-1"), borderDash: [6, 4] }),
    BandLow: () => ({ borderColor: "transparent", backgroundColor: "transparent", pointRadius: 0 }),
    BandHigh: () => ({ borderColor: "transparent", backgroundColor: colour("--chart-1", 18), pointRadius: 0, fill: "-1" }),
  };

  const language = document.documentElement.lang || "en-GB";
  const numbers = currency => currency
    ? new Intl.NumberFormat(language, { style: "currency", currency })
    : new Intl.NumberFormat(language);
  const brief = currency => new Intl.NumberFormat(language, {
    notation: "compact", maximumFractionDigits: 1, ...(currency ? { style: "currency", currency } : {}),
  });

  const dataOf = chart => ({
    labels: chart.labels,
    datasets: chart.series.map(series => ({
      label: series.name, data: series.values, role: series.role, type: (series.kind ?? chart.kind).toLowerCase(),
      // Draw lines in front of bars.
      order: series.kind === "Line" ? 0 : 1,
      borderRadius: 3, pointRadius: chart.labels.length > 40 ? 0 : 2, pointHitRadius: 12, tension: 0, spanGaps: false, maxBarThickness: 44,
      borderWidth: 2, ...looks[series.role](), ...((series.kind ?? chart.kind) === "Bar" ? { borderWidth: 0 } : {}),
    })),
  });

  const axis = (title, extra) => ({
    grid: { color: colour("--line") }, border: { display: false }, stacked: extra.stacked,
    title: { display: true, text: title, color: colour("--soft") },
    ticks: { color: colour("--soft"), maxRotation: 0, autoSkipPadding: 12, ...extra.ticks },
    ...(extra.zero ? { beginAtZero: true } : {}),
  });

  // Show dashed and dotted lines as such in the legend.
  const keyOf = (chart, plot) => Chart.defaults.plugins.legend.labels.generateLabels(plot).map(item => {
    const { kind, role } = chart.series[item.datasetIndex];
    return { ...item, lineDash: looks[role]().borderDash ?? [], pointStyle: (kind ?? chart.kind) === "Line" && role !== "BandHigh" ? "line" : "rect" };
  });

  const optionsOf = chart => {
    const number = numbers(chart.currency);
    const short = brief(chart.currency);
    return {
      responsive: true, maintainAspectRatio: false,
      animation: false,
      interaction: { mode: "index", intersect: false },
      scales: {
        x: { ...axis(chart.across, { stacked: chart.stacked }), grid: { display: false } },
        y: axis(chart.up, {
          stacked: chart.stacked, zero: true, ticks: { callback: value => Number.isInteger(value) || chart.currency ? short.format(value) : "" },
        }),
      },
      plugins: {
        legend: {
          display: chart.series.length > 1, position: "bottom",
          labels: {
            color: colour("--ink"), usePointStyle: true, pointStyleWidth: 24, generateLabels: plot => keyOf(chart, plot),
            filter: item => chart.series[item.datasetIndex].role !== "BandLow",
          },
        },
        tooltip: { callbacks: { label: item => `${item.dataset.label}: ${number.format(item.raw)}` } },
      },
    };
  };

  const draw = (figure, chart) => {
    drawn.get(figure)?.plot.destroy();
    const plot = new Chart(figure.querySelector("canvas"), { type: chart.kind.toLowerCase(), data: dataOf(chart), options: optionsOf(chart) });
    drawn.set(figure, { chart, plot });
  };

  const show = async figure => {
    const answer = await fetch(figure.dataset.source, { headers: { accept: "application/json" } });
    if (!answer.ok) {
      return;
    }

    const chart = await answer.json();
    figure.querySelector(".plot").hidden = false;
    figure.querySelector("details").open = false;
    draw(figure, chart);
    figure.dataset.drawn = "";
  };

  if (window.Chart) {
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    figures.forEach(figure => show(figure).catch(() => { /* The table remains. */ }));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.forEach(({ chart }, figure) => draw(figure, chart)));

    // Print in light colours; CSS scales the canvas to the page width.
    const redrawn = scheme => {
      document.documentElement.style.colorScheme = scheme;
      drawn.forEach(({ chart }, figure) => draw(figure, chart));
    };
    addEventListener("beforeprint", () => redrawn("light"));
    addEventListener("afterprint", () => redrawn(""));
  }
})();
