import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
use([BarChart, GridComponent, LegendComponent, SVGRenderer]);
const { barsOption } = await import('./renderer/organiser/bars-option.ts');
const chart = init(null, undefined, { renderer: 'svg', ssr: true, width: 900, height: 400 });
chart.setOption({ ...barsOption({ rows:['9','10','11'], series:[{name:{zh:'a',en:'a'},values:[22,21,11]}], lying:false }, 14, 'sans-serif'), animation: false });
console.log(chart.renderToSVGString().match(/<path[^>]*fill="#0f4a38"[^>]*>/g));
