// Runs before Vega and Vega-Lite.

// The one host function that Vega-Lite expects and V8 alone lacks; specifications are plain JSON.
globalThis.structuredClone = value =>
  Array.isArray(value) ? value.map(structuredClone)
    : value instanceof Date ? new Date(value)
      : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, structuredClone(member)]))
        : value;

// Nothing is ever loaded: data comes inline, links and images are refused.
const refuse = () => Promise.reject(new Error('loading is refused'));
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** The result's members are filled when this returns: without loading every promise is settled by then. */
globalThis.renderSvg = specification => {
  const result = { svg: null, error: null };
  const quiet = vega.logger(vega.None);
  // Ids in the drawing count up from here, so that equal specifications give equal bytes.
  vega.resetSVGDefIds();
  const { spec } = vegaLite.compile(JSON.parse(specification), { logger: quiet });
  const view = new vega.View(vega.parse(spec), { renderer: 'none', loader, logger: quiet });
  view.toSVG()
    .then(svg => { result.svg = svg; }, error => { result.error = String(error && error.message || error); })
    .finally(() => view.finalize());
  return result;
};
