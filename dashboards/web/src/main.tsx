import { render } from 'preact';
import 'leaflet/dist/leaflet.css';
import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/table.css';
import './styles/values.css';
import './styles/board.css';
import './styles/map.css';
import './styles/chart.css';
import './styles/form.css';
import './styles/maker.css';
import './styles/trust.css';
import { App } from './app.tsx';

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
